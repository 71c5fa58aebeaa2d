import { parse } from 'parse5';
import type { DocumentInfo, ParsedPage, ParseEvent } from '../document.ts';
import { buildPage, describe, noText, splitParts } from '../flow-pages.ts';
import { headingBlock, type FlowBlock } from '../flow.ts';
import { HtmlFlow } from '../html/flow.ts';
import { splitPlain, splitThread, type ThreadPart } from './thread.ts';

/** A mail as any of its formats tells it. Empty strings where something is missing. */
export interface Mail {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  /** As the mail writes it. */
  readonly date: string;
  /** ISO 8601. */
  readonly sent: string;
  readonly html: string;
  readonly text: string;
  /** Read from rich text, which some mails of Outlook have alone or with more structure. */
  readonly rich?: readonly FlowBlock[];
  /** Names of what is attached. */
  readonly attached: readonly string[];
}

/** The headers people ask for, by the names that mail itself gives them. */
const fields = [
  ['From', 'from'],
  ['To', 'to'],
  ['Cc', 'cc'],
  ['Bcc', 'bcc'],
  ['Date', 'date'],
] as const;

/**
 * The events of a mail: its headers with its own text, then each earlier message that it quotes, as
 * pages of the unit `mail`. Nothing is loaded and nothing is run.
 *
 * @throws CarrelFailure `no-text` where there is neither a header nor a text
 */
export function* mailEvents(
  format: string,
  mail: Mail,
): Generator<ParseEvent, DocumentInfo, undefined> {
  const parts = bodyParts(mail);
  const own = parts[0]?.label === '' ? parts.shift() : undefined;
  parts.unshift({ label: '', blocks: [...headerBlocks(mail), ...(own?.blocks ?? [])] });
  const pages: ParsedPage[] = [];
  for (const { label, blocks } of parts) {
    for (const piece of splitParts(blocks)) {
      const page = buildPage(piece, pages.length + 1, 'mail', label);
      if (page.text !== '') pages.push(page);
    }
  }
  if (pages.length === 0) throw noText();
  yield { kind: 'opened', pages: pages.length };
  for (const page of pages) yield { kind: 'page', page };
  const facts = { title: mail.subject, author: mail.from, created: mail.sent };
  return describe(format, pages.length, facts, '');
}

function headerBlocks(mail: Mail): FlowBlock[] {
  const lines = fields.flatMap(([name, key]) => (mail[key] === '' ? [] : `${name}: ${mail[key]}`));
  if (mail.attached.length > 0) lines.push(`Attachments: ${mail.attached.join(', ')}`);
  const subject = mail.subject.trim();
  return [
    ...(subject === '' ? [] : [headingBlock(1, subject)]),
    ...(lines.length === 0 ? [] : [{ kind: 'paragraph', text: lines.join('\n') } as const]),
  ];
}

/** HTML and rich text keep tables; a mail that has them repeats the same in plain text, or less. */
function bodyParts({ html, text, rich = [] }: Mail): ThreadPart[] {
  if (html.trim() !== '') {
    const blocks = new HtmlFlow().read(parse(html, { scriptingEnabled: false }));
    const parts = splitThread(blocks.map((block) => asText(block)));
    if (parts.length > 0) return parts;
  }
  const structured = rich.some(({ kind }) => kind === 'table');
  return structured || text.trim() === '' ? splitThread(rich) : splitPlain(text);
}

/** A mail has no navigation: what its HTML calls so is text. */
function asText(block: FlowBlock): FlowBlock {
  return block.kind === 'furniture' ? { kind: 'paragraph', text: block.text } : block;
}
