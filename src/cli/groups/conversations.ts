import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import {
  deleteConversationCommand,
  exportConversationCommand,
  listConversationsCommand,
  renameConversationCommand,
  showConversationCommand,
  tickCommand,
} from '../commands/conversations.ts';
import { exportFormat } from '../../contract/conversations.ts';
import { uiLanguage } from '../../contract/settings.ts';
import type { MakeGroup } from './group.ts';

function citationNumber(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return n;
}

/** `carrel conversations ...` */
export function addConversationCommands(group: MakeGroup): void {
  const { command, run } = group(
    'conversations',
    'questions and answers kept by the page: list, show, rename, tick, export, delete',
  );
  command('list', 'the conversations, newest first', true)
    .option('--find <words>', 'only those with these words')
    .action((options, self) => run(self, (context) => listConversationsCommand(context, options)));
  command('show', 'the questions and answers of one')
    .argument('<id>')
    .action((id, _options, self) => run(self, (context) => showConversationCommand(context, id)));
  command('rename', 'give it another title')
    .argument('<id>')
    .argument('<title>')
    .action((id, title, _options, self) =>
      run(self, (context) => renameConversationCommand(context, id, title)),
    );
  command('tick', 'mark a citation of an answer as checked')
    .argument('<message>')
    .argument('<n>', 'number of the citation', citationNumber)
    .option('--off', 'take the mark off', false)
    .action((message, n, options, self) =>
      run(self, (context) => tickCommand(context, { message, n }, options)),
    );
  command('export', 'write it as a document')
    .argument('<id>')
    .addOption(
      new Option('--format <format>').choices(exportFormat.options).default('markdown' as const),
    )
    .addOption(new Option('--language <code>').choices(uiLanguage.options).default('en' as const))
    .option('--out <file>', 'where to; nothing is overwritten')
    .action((id, options, self) =>
      run(self, (context) => exportConversationCommand(context, id, options)),
    );
  command('delete', 'erase it')
    .argument('<id>')
    .action((id, _options, self) => run(self, (context) => deleteConversationCommand(context, id)));
}
