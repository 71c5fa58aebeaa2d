/** A stretch of normalised text and the raw text it came from. Either may be empty. */
export interface Piece {
  readonly text: string;
  readonly raw: string;
}

/**
 * Latin ligatures. Few compatibility characters are unfolded: NFKC would also turn `m²` into `m2`
 * and `½` into `1⁄2`, which changes what a document says. Long s with t is spelt `st`.
 */
const ligatures: ReadonlyMap<string, string> = new Map([
  ['\uFB00', 'ff'],
  ['\uFB01', 'fi'],
  ['\uFB02', 'fl'],
  ['\uFB03', 'ffi'],
  ['\uFB04', 'ffl'],
  ['\uFB05', 'st'],
  ['\uFB06', 'st'],
]);

/**
 * Shapes of letters rather than letters: Hebrew and Arabic presentation forms and the radicals
 * that stand for Han characters. PDF files are full of them, and no one types them to search.
 */
const shapes = /^[\u2E80-\u2FD5\uFB1D-\uFDCF\uFDF0-\uFDFF\uFE70-\uFEFC]$/u;

/** Printable ASCII with single spaces inside: nothing to do. Most text is this. */
const plain = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const whitespace = /^[\s\u0085]$/u;
/**
 * Characters that carry no text: controls, soft hyphen, zero-width space, word joiner, byte order
 * mark, bidirectional controls, replacement of what could not be decoded, lone surrogates,
 * non-characters. The zero-width joiner and non-joiner stay: Persian and Indic scripts need them.
 */
const dropped =
  /[\p{Cc}\p{Cs}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFFD\uFFF9-\uFFFB\p{Noncharacter_Code_Point}]/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function unfold(cluster: string): string {
  if (shapes.test(cluster)) return cluster.normalize('NFKC').trim();
  return (ligatures.get(cluster) ?? cluster).normalize('NFC').replace(dropped, '');
}

function* clusters(raw: string): Generator<string> {
  // Grapheme clusters matter only where something combines; code points are far cheaper.
  if (raw.normalize('NFC') === raw) yield* raw;
  else for (const { segment } of graphemes.segment(raw)) yield segment;
}

/**
 * Normalises text as `ParsedPage.text` wants it: NFC, Latin ligatures unfolded, runs of white space
 * as one space, characters without text removed. Pieces in order; their raw texts join to `raw`.
 * White space at both ends is kept as one space; the page builder decides on it.
 */
export function normalise(raw: string): Piece[] {
  if (raw === '') return [];
  if (plain.test(raw)) return [{ text: raw, raw }];
  const pieces: Piece[] = [];
  let same = '';
  const flush = (): void => {
    if (same !== '') pieces.push({ text: same, raw: same });
    same = '';
  };
  let space = '';
  const flushSpace = (): void => {
    if (space === ' ') same += ' ';
    else if (space !== '') {
      flush();
      pieces.push({ text: ' ', raw: space });
    }
    space = '';
  };
  for (const cluster of clusters(raw)) {
    if (whitespace.test(cluster) || cluster === '\r\n') {
      space += cluster;
      continue;
    }
    flushSpace();
    const text = unfold(cluster);
    if (text === cluster) same += cluster;
    else {
      flush();
      pieces.push({ text, raw: cluster });
    }
  }
  flushSpace();
  flush();
  return pieces;
}

/** `normalise` where the way back to the raw text is not needed. */
export function normalised(raw: string): string {
  return normalise(raw)
    .map((piece) => piece.text)
    .join('');
}
