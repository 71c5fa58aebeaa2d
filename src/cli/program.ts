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
import { serveCommand } from './commands/serve.ts';
import { surveyCommand } from './commands/survey.ts';
import {
  backupCommand,
  repairCommand,
  restoreCommand,
  verifyCommand,
} from './commands/maintenance.ts';
import { doctorCommand, statusCommand } from './commands/system.ts';
import { uiLanguage } from '../contract/settings.ts';
import type { CommandContext } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import { addGlobalOptions, globalOptionsOf, type GlobalOptions } from './global-options.ts';
import { addCollectionCommands } from './groups/collections.ts';
import { addConversationCommands } from './groups/conversations.ts';
import { groupsOf, type RunCommand } from './groups/group.ts';
import { addModelCommands } from './groups/models.ts';
import { addEraseCommand, addSettingCommands } from './groups/settings.ts';
import { addScopeOptions, list, scopeOf } from './scope-options.ts';

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

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new InvalidArgumentError('It must be a whole number from 1 to 65535.');
  return value;
}

/** The longest question that is answered, in characters, as the contract has it. */
const LONGEST = 4000;

function question(text: string): string {
  if (!/[\p{L}\p{N}]/u.test(text)) throw new InvalidArgumentError('It holds no word.');
  if (text.trim().length > LONGEST)
    throw new InvalidArgumentError(`It is longer than ${LONGEST} characters.`);
  return text.trim();
}

const searchModes = ['hybrid', 'vector', 'text'] as const;
const answerModes = ['quote', 'write'] as const;
const withouts = ['gold-document', 'gold-passage', 'own-language'] as const;

/** The command line's grammar: commands, arguments and options. */
export function buildProgram(runner: Runner, version: string): CommandUnknownOpts {
  const program = new Command('carrel')
    .description('Private question answering over your own documents, on your own machine.')
    .showHelpAfterError('(carrel --help lists the commands)')
    .exitOverride();
  addGlobalOptions(program, version);

  const run: RunCommand = (command, body) => runner(globalOptionsOf(command), body);
  const command = (name: string, description: string) => {
    const made = program.command(name).description(description);
    addGlobalOptions(made, version);
    return made;
  };

  command('add', 'read files and folders, and keep what is needed to search them')
    .argument('<path...>')
    .option('--collection <name>', 'collection the documents go to', 'default')
    .option('--watch', 'go on reading what changes in these folders, until Ctrl-C')
    .action((paths, options, self) => run(self, (context) => addCommand(context, paths, options)));

  command('status', 'what is stored and what is going on').action((_options, self) =>
    run(self, statusCommand),
  );

  command('list', 'the documents with their states')
    .option('--collection <name>', 'only this collection')
    .action((options, self) => run(self, (context) => listCommand(context, options)));

  command('remove', 'erase a document, or all below a folder, by path or id')
    .argument('<path-or-id>')
    .action((target, _options, self) => run(self, (context) => removeCommand(context, target)));

  command('retry', 'read failed and partly read documents again: all, or by path or id')
    .argument('[path-or-id]')
    .action((target, _options, self) => run(self, (context) => retryCommand(context, target)));

  const search = command('search', 'passages for words')
    .argument('<words>', '', question)
    .option('-k <n>', 'how many passages', positive, 10)
    .addOption(
      new Option('--mode <mode>', 'how to search').choices(searchModes).default('hybrid' as const),
    )
    .action((words, options, self) =>
      run(self, (context) => searchCommand(context, words, { ...options, scope: scopeOf(self) })),
    );
  addScopeOptions(search);

  const ask = command('ask', 'an answer with the places it comes from')
    .argument('<question>', '', question)
    .addOption(new Option('--mode <mode>', 'quote word for word, or write').choices(answerModes))
    .action((asked, options, self) =>
      run(self, (context) => askCommand(context, asked, { ...options, scope: scopeOf(self) })),
    );
  addScopeOptions(ask);

  const survey = command('survey', 'a question to every document, as a table: one row a document')
    .argument('<question>', '', question)
    .option('--fields <names>', 'what to look for, parted by commas', list)
    .option('--export <file>', 'write the table too: .csv or .xlsx; nothing is overwritten')
    .addOption(
      new Option('--language <code>', 'of the labels in the file')
        .choices(uiLanguage.options)
        .default('en' as const),
    )
    .option('--new', 'from the start, though the same question was cut short', false)
    .action((asked, options, self) =>
      run(self, (context) => surveyCommand(context, asked, { ...options, scope: scopeOf(self) })),
    );
  addScopeOptions(survey);

  const group = groupsOf(program, run, version);
  addCollectionCommands(group);
  addConversationCommands(group);
  addModelCommands(group);
  addSettingCommands(group);
  addEraseCommand(group);

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
    .action((folder, options, self) =>
      runEval(runner, { ...options, ...globalOptionsOf(self) }, folder),
    );

  command('serve', 'the page for a browser on this machine, until Ctrl-C')
    .option('--port <n>', 'port on 127.0.0.1; else any that is free', port, 0)
    .option('--open', 'open it in the browser of this machine', false)
    .action((options, self) => run(self, (context) => serveCommand(context, options)));

  command('verify', 'hold the store against its ledger')
    .option('--repair', 'mend what is damaged by reading those documents again', false)
    .action(({ repair }, self) =>
      run(self, (context) => (repair ? repairCommand(context) : verifyCommand(context))),
    );

  command('backup', 'everything stored but the models, as one file, also while Carrel is in use')
    .argument('<file>', 'a new file, or a folder that it goes into')
    .action((file, _options, self) => run(self, (context) => backupCommand(context, file)));

  command('restore', 'put a backup in place of what is stored')
    .argument('<file>')
    .option('--replace', 'though something is stored already', false)
    .action((file, { replace }, self) =>
      run(self, (context) => restoreCommand(context, file, replace)),
    );

  command('doctor', 'hardware, models, isolation, and the proof that nothing gets out').action(
    (_options, self) => run(self, doctorCommand),
  );
  return program;
}

/** An evaluation has a data folder of its own, gone afterwards, unless one is named. */
async function runEval(
  runner: Runner,
  options: GlobalOptions & EvalOptions,
  folder: string,
): Promise<void> {
  const own = options.home === undefined ? mkdtempSync(join(tmpdir(), 'carrel-eval-')) : undefined;
  try {
    const home = options.home ?? own;
    await runner({ ...options, home }, (context) => evalCommand(context, folder, options));
  } finally {
    if (own !== undefined) rmSync(own, { recursive: true, force: true });
  }
}
