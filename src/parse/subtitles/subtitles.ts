import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import type { FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';

interface Cue {
  /** Seconds from the beginning. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A paragraph takes in cues up to this many characters, and ends at a pause this long (seconds). */
const PARAGRAPH = 600;
const PAUSE = 4;

const timing =
  /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})/u;

/** Subtitles (SubRip, WebVTT): what is said, in paragraphs under the time it is said at. */
export const subtitlesParser: Parser = {
  formats: ['subtitles'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const cues = cuesOf(decodeText(bytes).text);
    // What comes first names a part, not the whole.
    return { ...(yield* flowEvents('subtitles', { blocks: paragraphs(cues) })), title: '' };
  },
};

function cuesOf(text: string): Cue[] {
  const cues: Cue[] = [];
  for (const block of text.split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/u)) {
    const lines = block.split(/\r\n?|\n/u);
    const at = lines.findIndex((line) => timing.test(line));
    const times = timing.exec(lines[at] ?? '');
    if (times === null) continue;
    const said = lines.slice(at + 1).map((line) => spoken(line));
    const [start, end] = [seconds(times.slice(1, 5)), seconds(times.slice(5, 9))];
    cues.push({ start, end, text: said.filter((line) => line !== '').join(' ') });
  }
  return cues;
}

function seconds([hours, minutes, whole]: readonly (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(whole ?? 0);
}

/** A line without marks of style and place; who speaks stands before what is said. */
function spoken(line: string): string {
  return line
    .replaceAll(/<v(?:\.[^\s<>]*)?\s([^<>]+)>/gu, (_, who: string) => `${who.trim()}: `)
    .replaceAll(/<\/?[a-z][^>]{0,100}>|<\d[\d:.]*>|\{\\[^}]{0,100}\}/giu, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .trim();
}

function paragraphs(cues: readonly Cue[]): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  let held: Cue[] = [];
  const flush = (): void => {
    const [first] = held;
    const last = held.at(-1);
    if (first !== undefined && last !== undefined) {
      const text = held.map((cue) => cue.text).join(' ');
      blocks.push({
        kind: 'heading',
        level: 3,
        text: `${clock(first.start)} – ${clock(last.end)}`,
      });
      blocks.push({ kind: 'paragraph', text });
    }
    held = [];
  };
  let length = 0;
  for (const cue of cues) {
    const last = held.at(-1);
    // Captions that roll up repeat the line before.
    if (cue.text === '' || cue.text === last?.text) continue;
    const ended = last !== undefined && /[.!?…]["”»’)]?$/u.test(last.text);
    const pause = last !== undefined && cue.start - last.end >= PAUSE;
    if (pause || (length > PARAGRAPH / 2 && ended) || length > PARAGRAPH) {
      flush();
      length = 0;
    }
    held.push(cue);
    length += cue.text.length;
  }
  flush();
  return blocks;
}

function clock(time: number): string {
  const parts = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
