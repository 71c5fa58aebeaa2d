// `npm run carrel -- ...`: the command line of a checkout, which builds the page that `serve` shows.

/** The command's name among the arguments; `--home` is the one option before it with a value. */
function commandOf(args: readonly string[]): string | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--home') index += 1;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

const args = process.argv.slice(2);
if (commandOf(args) === 'serve' && !args.includes('--help') && !args.includes('-h')) {
  const { ensurePage } = await import('./page.ts');
  await ensurePage();
}
await import('../src/cli/main.ts');
