import { lengthOf, type FlowBlock } from '../flow.ts';
import { plainBlocks } from '../text/blocks.ts';

/** One message of a thread as a mail holds it: its own, or one that it quotes. */
export interface ThreadPart {
  /** The line that introduces an earlier message; empty for the mail's own text. */
  readonly label: string;
  readonly blocks: readonly FlowBlock[];
}

/** A longer label is cut. UTF-16 units. */
const MAX_LABEL = 120;
/** A longer paragraph introduces nothing. */
const MAX_INTRODUCTION = 600;

/** "On 5 March 2024, Anna Berg wrote:", as mail programs of several languages write it. */
const wrote =
  /^(?:on|am|le|el|il|op|em|w dniu|den)\s[^:]{0,40}\d[\s\S]{1,250}?(?:wrote|writes|schrieb[\s\S]{0,150}|a écrit|escribió|ha scritto|schreef[\s\S]{0,150}|escreveu|napisał(?:\(a\)|a)?|skrev[\s\S]{0,150})\s?:$/iu;
const divider =
  /^[-_]{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d['’]origine|message original|message transféré|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|mensagem original|wiadomość oryginalna)\s*[-_]{2,}/iu;
/** The header that Outlook repeats above an earlier message. */
const header =
  /^[*_]{0,2}(?:from|von|de|da|van|od)[*_]{0,2}\s?:[\s\S]+?\b(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|inviato|data|verzonden|wysłano)[*_]{0,2}\s?:[\s\S]+?\b(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|temat)[*_]{0,2}\s?:/iu;

/** Whether a block introduces an earlier message. */
function introduces(block: FlowBlock): boolean {
  if (block.kind === 'table' || block.kind === 'furniture') return false;
  const text = block.text.trim();
  if (text.length > MAX_INTRODUCTION) return false;
  return wrote.test(text) || divider.test(text) || header.test(text);
}

/**
 * Divides a mail's text where earlier messages of its thread begin, newest first. Their text is
 * kept, each in a part of its own, so that no passage mixes what is new with what is repeated.
 */
export function splitThread(blocks: readonly FlowBlock[], label = ''): ThreadPart[] {
  const parts: { label: string; blocks: FlowBlock[] }[] = [{ label, blocks: [] }];
  for (const block of blocks) {
    const part = parts.at(-1);
    if (part === undefined) break;
    // A divider and the header below it introduce the same message.
    const follows = part.label !== '' && part.blocks.length === 1;
    if (introduces(block) && !follows) parts.push({ label: labelOf(block), blocks: [block] });
    else part.blocks.push(block);
  }
  return parts.filter((part) => part.blocks.some((block) => lengthOf(block) > 0));
}

function labelOf(block: FlowBlock): string {
  const text = block.kind === 'table' ? '' : block.text;
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= MAX_LABEL ? line : `${line.slice(0, MAX_LABEL - 1).toWellFormed()}…`;
}

/** Lines that follow each other at the same depth of quoting. */
interface Run {
  /** How many `>` stand before them. */
  readonly depth: number;
  readonly lines: string[];
}

/** The parts of a mail in plain text, where `>` stands before what is quoted. */
export function splitPlain(text: string): ThreadPart[] {
  const runs = runsOf(text);
  const last = runs.findLastIndex((run) => run.depth === 0 && isAnswer(run.lines));
  const own: FlowBlock[] = [];
  const earlier: FlowBlock[] = [];
  for (const [index, run] of runs.entries()) {
    // Quotes with answers between them are part of what is said.
    const target = run.depth > 0 && index > last ? earlier : own;
    target.push(...proseBlocks(run.lines));
  }
  // The line "... wrote:" stands before the quotes that it introduces.
  const introduction = own.at(-1);
  if (earlier.length > 0 && introduction !== undefined && introduces(introduction)) {
    earlier.unshift(introduction);
    own.pop();
  }
  const quoted = splitThread(earlier);
  const label = earlier[0] === undefined ? '' : labelOf(earlier[0]);
  return [
    ...splitThread(own),
    ...quoted.map((part) => (part.label === '' ? { ...part, label } : part)),
  ];
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const line of text.split(/\r\n?|\n/u)) {
    const marks = /^(?:\s?>)+ ?/u.exec(line)?.[0] ?? '';
    const bare = line.slice(marks.length);
    const depth = marks.replaceAll(/[^>]/gu, '').length;
    const run = runs.at(-1);
    // A blank line goes with the lines before it.
    if (run === undefined || (run.depth !== depth && bare.trim() !== '')) {
      runs.push({ depth, lines: [bare] });
    } else run.lines.push(bare);
  }
  return runs;
}

/** Whether lines say something, rather than only sign or introduce a quote. */
function isAnswer(lines: readonly string[]): boolean {
  const end = lines.findIndex((line) => line === '-- ' || line === '--');
  const text = (end < 0 ? lines : lines.slice(0, end)).join('\n').trim();
  return text !== '' && !introduces({ kind: 'paragraph', text });
}

/** Paragraphs of a letter: its first line is a greeting, not a title. */
function proseBlocks(lines: readonly string[]): FlowBlock[] {
  return plainBlocks(lines.join('\n')).map((block, index) =>
    index === 0 && block.kind === 'heading' ? { kind: 'paragraph', text: block.text } : block,
  );
}
