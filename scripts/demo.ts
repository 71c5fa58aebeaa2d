// `npm run demo`: reads the sample documents and answers four questions about them.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { answerLines } from '../src/cli/answer-text.ts';
import { reportFailure } from '../src/cli/context.ts';
import { isolationLine } from '../src/cli/commands/system.ts';
import { Output } from '../src/cli/output.ts';
import { unwrap } from '../src/contract/result.ts';
import { openSession } from '../src/shell/session.ts';
import { count, ingestLine } from '../src/cli/text.ts';
import { ensureTinyModels } from './setup.ts';

const questions = [
  [
    'From a page of a PDF',
    'How many days of paid leave does the second parent have after a birth?',
  ],
  ['In French, from a German file', "Que livre l'entreprise Vredeveld ?"],
  ['From a table', 'What is the hotel limit a night in Zurich?'],
  ['Not in the documents', 'What dividend did the shareholders receive for 2025?'],
] as const;

const repository = resolve(import.meta.dirname, '..');
const home = join(repository, '.carrel', 'demo');
const samples = join(repository, 'resources', 'samples');

async function demo(output: Output, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  await ensureTinyModels();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const session = await openSession({
    home,
    note: (sentence) => output.note(sentence),
    allowUnsandboxed: false,
  });
  try {
    const { client } = session;
    output.line(`Reading the documents of a fictional firm in ${samples}`);
    const added = unwrap(
      await client.stream(
        'addDocuments',
        { paths: [samples], collection: 'demo' },
        (progress) => output.progress(ingestLine(progress)),
        { signal },
      ),
    );
    output.progressDone();
    const { filesDone, filesUnchanged, passagesDone } = added.progress;
    output.line(
      `${count(filesDone, 'file')} read, ${filesUnchanged} unchanged, ${count(passagesDone, 'passage')} embedded.`,
    );
    for (const [what, question] of questions) {
      const answer = unwrap(await client.stream('ask', { question }, () => undefined, { signal }));
      output.line();
      output.line(`--- ${what}`);
      output.line(`> ${question}`);
      output.line();
      for (const line of answerLines(answer)) output.line(line);
    }
    const status = unwrap(await client.call('status', {}, { signal }));
    output.line();
    output.line(`Search model  ${status.embedder ?? 'none'}`);
    output.line(`Answer model  ${status.answerer ?? 'none'} (quotes are its default)`);
    output.line(`Isolation     ${isolationLine(status.isolation)}`);
    output.line(`In all        ${((performance.now() - started) / 1000).toFixed(1)} s`);
    output.line();
    output.line('Next, with your own documents:');
    output.line('  npm run --silent carrel -- add FOLDER');
    output.line('  npm run --silent carrel -- ask "QUESTION"');
    output.line('  npm run --silent carrel -- doctor     proves that nothing leaves this machine');
  } finally {
    await session.close();
  }
}

const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});
const output = new Output({ json: false, quiet: false });
try {
  await demo(output, stop.signal);
} catch (error) {
  process.exitCode = reportFailure(output, error, stop.signal);
}
