import { resolve } from 'node:path';
import type {
  ConversationEntry,
  ExportFormat,
  StoredMessage,
} from '../../contract/conversations.ts';
import type { EngineRoutes } from '../../contract/engine-routes.ts';
import { unwrap } from '../../contract/result.ts';
import type { Client } from '../../contract/route.ts';
import type { UiLanguage } from '../../contract/settings.ts';
import { answerLines } from '../answer-text.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { writeNewFile } from '../new-file.ts';
import { count } from '../text.ts';

/** Conversations listed at most. */
const LISTED = 500;

/** `carrel conversations list [--find WORDS]` */
export async function listConversationsCommand(
  context: CommandContext,
  { find }: { readonly find?: string | undefined },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const input = { limit: LISTED, ...(find === undefined ? {} : { find }) };
    const listed = unwrap(await client.call('listConversations', input, { signal }));
    output.document(listed);
    for (const { id, title, updated, messages } of listed.conversations)
      output.line(`${id}  ${updated.slice(0, 10)}  ${title}  (${count(messages, 'question')})`);
    if (listed.conversations.length === 0) output.line('No conversations are kept.');
    return exitCode.done;
  });
}

/** `carrel conversations show ID` */
export async function showConversationCommand(
  context: CommandContext,
  id: string,
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { conversation, messages } = await readWhole(client, id, signal);
    output.document({ conversation, messages });
    for (const message of messages) {
      output.line(`> ${message.question}`);
      for (const line of linesOf(message)) output.line(line);
      output.line('');
    }
    return exitCode.done;
  });
}

/** A conversation with all its messages, which come in as many parts as they need. */
async function readWhole(
  client: Client<EngineRoutes>,
  id: string,
  signal: AbortSignal,
): Promise<{ conversation: ConversationEntry; messages: StoredMessage[] }> {
  const messages: StoredMessage[] = [];
  for (;;) {
    const after = messages.at(-1)?.id;
    const input = { id, ...(after === undefined ? {} : { after }) };
    const page = unwrap(await client.call('readConversation', input, { signal }));
    messages.push(...page.messages);
    if (page.next === null) return { conversation: page.conversation, messages };
  }
}

function linesOf({ answer, citations, state }: StoredMessage): string[] {
  if (answer !== null) return answerLines(answer, citations);
  return state === 'redacted'
    ? ['This answer quoted a document that was erased, and its text is gone.']
    : ['Stopped before anything could be shown.'];
}

/** `carrel conversations rename ID TITLE` */
export async function renameConversationCommand(
  context: CommandContext,
  id: string,
  title: string,
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    unwrap(await client.call('renameConversation', { id, title }, { signal }));
    output.document({ renamed: id, title });
    output.line('Renamed.');
    return exitCode.done;
  });
}

/** `carrel conversations delete ID` */
export async function deleteConversationCommand(
  context: CommandContext,
  id: string,
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    unwrap(await client.call('deleteConversation', { id }, { signal }));
    output.document({ deleted: id });
    output.line('Erased.');
    return exitCode.done;
  });
}

/** `carrel conversations tick MESSAGE N [--off]`: a reader has looked at a citation. */
export async function tickCommand(
  context: CommandContext,
  target: { readonly message: string; readonly n: number },
  { off }: { readonly off: boolean },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    unwrap(await client.call('tickCitation', { ...target, ticked: !off }, { signal }));
    output.document({ ...target, ticked: !off });
    output.line(off ? 'No longer marked as checked.' : 'Marked as checked.');
    return exitCode.done;
  });
}

/** `carrel conversations export ID [--format markdown|docx] [--out FILE] [--language CODE]` */
export async function exportConversationCommand(
  context: CommandContext,
  id: string,
  options: {
    readonly format: ExportFormat;
    readonly language: UiLanguage;
    readonly out?: string | undefined;
  },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { format, language } = options;
    const made = unwrap(
      await client.call('exportConversation', { id, format, language }, { signal }),
    );
    const file = resolve(options.out ?? made.name);
    await writeNewFile(file, (append) => append(Buffer.from(made.bytes, 'base64')));
    output.document({ file });
    output.line(`Written to ${file}`);
    return exitCode.done;
  });
}
