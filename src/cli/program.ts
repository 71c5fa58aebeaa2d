import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Command,
  type CommandUnknownOpts,
  InvalidArgumentError,
  Option,
} from '@commander-js/extra-typings';
import { askCommand, searchCommand } from './commands/ask.ts';
import { addCommand, listCommand, removeCommand, retryCommand } from './commands/documents.ts';
import { evalCommand, type EvalOptions } from './commands/eval.ts';
import {
  fetchCommand,
  importCommand,
  listModelsCommand,
  removeModelCommand,
  verifyModelsCommand,
} from './commands/models.ts';
import { doctorCommand, statusCommand, verifyCommand } from './commands/system.ts';
import type { CommandContext } from './context.ts';
import type { ExitCode } from './exit-code.ts';

/** Options that every command understands. */
export interface GlobalOptions {
  readonly home?: string | undefined;
  readonly json?: true | undefined;
  readonly quiet?: true | undefined;
  readonly allowUnsandboxed?: true | undefined;
}

/** Runs a command's body with a context made from the global options, and keeps its exit code. */
export type Runner = (
  options: GlobalOptions,
  body: (context: CommandContext) => Promise<ExitCode>,
) => Promise<void>;

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

const searchModes = ['hybrid', 'vector', 'text'] as const;
const answerModes = ['quote', 'write'] as const;
const withouts = ['gold-document', 'gold-passage', 'own-language'] as const;

/** The command line's grammar: commands, arguments and options. */
export function buildProgram(runner: Runner, version: string): CommandUnknownOpts {
  const program = new Command('carrel')
    .description('Private question answering over your own documents, on your own machine.')
    .version(version)
    .showHelpAfterError('(carrel --help lists the commands)')
    .exitOverride()
    .option('--home <dir>', "data folder (else CARREL_HOME, else the system's)")
    .option('--json', 'one JSON document on stdout')
    .option('--quiet', 'no progress and notes')
    .option('--allow-unsandboxed', 'go on where the system cannot close the network');

  // Global options are understood before and after the command's name.
  const run: Runner = (options, body) => runner({ ...program.opts(), ...options }, body);
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('--home <dir>', "data folder (else CARREL_HOME, else the system's)")
      .option('--json', 'one JSON document on stdout')
      .option('--quiet', 'no progress and notes')
      .option('--allow-unsandboxed', 'go on where the system cannot close the network');

  command('add', 'read files and folders, and keep what is needed to search them')
    .argument('<path...>')
    .option('--collection <name>', 'collection the documents go to', 'default')
    .action((paths, options) => run(options, (context) => addCommand(context, paths, options)));

  command('status', 'what is stored and what is going on').action((options) =>
    run(options, statusCommand),
  );

  command('list', 'the documents with their states')
    .option('--collection <name>', 'only this collection')
    .action((options) => run(options, (context) => listCommand(context, options)));

  command('remove', 'erase a document, or all below a folder, by path or id')
    .argument('<path-or-id>')
    .action((target, options) => run(options, (context) => removeCommand(context, target)));

  command('retry', 'read failed and partly read documents again').action((options) =>
    run(options, retryCommand),
  );

  command('search', 'passages for words')
    .argument('<words>')
    .option('-k <n>', 'how many passages', positive, 10)
    .addOption(
      new Option('--mode <mode>', 'how to search').choices(searchModes).default('hybrid' as const),
    )
    .option('--collection <name>', 'only this collection')
    .action((words, options) => run(options, (context) => searchCommand(context, words, options)));

  command('ask', 'an answer with the places it comes from')
    .argument('<question>')
    .addOption(new Option('--mode <mode>', 'quote word for word, or write').choices(answerModes))
    .option('--collection <name>', 'only this collection')
    .action((question, options) =>
      run(options, (context) => askCommand(context, question, options)),
    );

  addModelCommands(program, run);

  command('eval', 'measure on an evaluation set: documents/ and questions.jsonl')
    .argument('<folder>')
    .requiredOption('--out <file>', 'where the answers go, one JSON object a line')
    .addOption(
      new Option('--mode <mode>', 'how to search').choices(searchModes).default('hybrid' as const),
    )
    .option('--answers', 'answer the questions too, not only search', false)
    .option('--limit <n>', 'only the first n documents, with the questions they answer', positive)
    .addOption(new Option('--without <what>', 'what is taken out of scope').choices(withouts))
    .option('--questions <file>', "another set's questions, which these documents do not answer")
    .action((folder, options) => runEval(run, { ...program.opts(), ...options }, folder));

  command('verify', 'hold the store against its ledger').action((options) =>
    run(options, verifyCommand),
  );

  command('doctor', 'hardware, models, isolation, and the proof that nothing gets out').action(
    (options) => run(options, doctorCommand),
  );
  return program;
}

/** An evaluation has a data folder of its own, gone afterwards, unless one is named. */
async function runEval(
  run: Runner,
  options: GlobalOptions & EvalOptions,
  folder: string,
): Promise<void> {
  const own = options.home === undefined ? mkdtempSync(join(tmpdir(), 'carrel-eval-')) : undefined;
  try {
    const home = options.home ?? own;
    await run({ ...options, home }, (context) => evalCommand(context, folder, options));
  } finally {
    if (own !== undefined) rmSync(own, { recursive: true, force: true });
  }
}

function addModelCommands(program: CommandUnknownOpts, run: Runner): void {
  const models = program.command('models').description('the models: list, fetch, import, verify');
  const command = (name: string, description: string, isDefault = false) =>
    models
      .command(name, { isDefault })
      .description(description)
      .option('--home <dir>', 'data folder')
      .option('--json', 'one JSON document on stdout')
      .option('--quiet', 'no progress and notes');

  command('list', 'the catalogue, and what is installed', true).action((options) =>
    run(options, listModelsCommand),
  );
  command('fetch', 'download a profile (tiny, standard, workstation) or one model')
    .argument('<profile-or-id>')
    .option('--from <path>', 'take the files from this file or folder instead')
    .action((target, options) => run(options, (context) => fetchCommand(context, target, options)));
  command('import', 'take in a GGUF file from disk')
    .argument('<file>')
    .addOption(new Option('--role <role>').choices(['answer', 'embed', 'rerank'] as const))
    .action((file, options) => run(options, (context) => importCommand(context, file, options)));
  command('remove', 'delete an installed model')
    .argument('<id>')
    .action((id, options) => run(options, (context) => removeModelCommand(context, id)));
  command('verify', 'hold the installed models against their checksums').action((options) =>
    run(options, verifyModelsCommand),
  );
}
