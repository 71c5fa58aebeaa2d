import { unwrap } from '../../contract/result.ts';
import { settingsChange } from '../../contract/settings.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { bytes } from '../text.ts';

/** `carrel settings show` */
export async function settingsCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const settings = unwrap(await client.call('readSettings', {}, { signal }));
    output.document(settings);
    for (const [name, value] of Object.entries(settings)) output.line(`${name}  ${String(value)}`);
    return exitCode.done;
  });
}

/** A word of the command line as the value it stands for; languages and patterns are parted by commas. */
function valueOf(name: string, word: string): unknown {
  if (name === 'ocrLanguages') return word === 'auto' ? [] : word.split(',');
  if (name === 'ignorePatterns') return word === 'none' ? [] : word.split(',');
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return /^\d+$/u.test(word) ? Number(word) : word;
}

/** `carrel settings set NAME VALUE` */
export async function setCommand(
  context: CommandContext,
  name: string,
  value: string,
): Promise<ExitCode> {
  const { output, signal } = context;
  const change = settingsChange.safeParse({ [name]: valueOf(name, value) });
  if (!change.success) {
    const known = Object.keys(settingsChange.shape).join(', ');
    throw new CarrelFailure(
      'invalid-input',
      `"${value}" is no value of "${name}". The settings are: ${known}; \`carrel settings\` shows what they are now.`,
      { field: name },
    );
  }
  return withEngine(context, async (client) => {
    const settings = unwrap(await client.call('changeSettings', change.data, { signal }));
    output.document(settings);
    output.line(`${name} is now ${value}.`);
    return exitCode.done;
  });
}

/** `carrel settings storage` */
export async function storageCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const storage = unwrap(await client.call('measureStorage', {}, { signal }));
    output.document(storage);
    for (const { what, path, bytes: size } of storage.parts)
      output.line(`${what.padEnd(12)}  ${bytes(size).padStart(9)}  ${path}`);
    return exitCode.done;
  });
}

/** `carrel erase everything --yes` */
export async function eraseEverythingCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    unwrap(await client.call('eraseEverything', {}, { signal }));
    output.document({ erased: true });
    output.line(
      'Every document, question and answer is erased. Models and settings are still there.',
    );
    return exitCode.done;
  });
}
