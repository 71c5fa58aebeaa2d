import type { Segment, Token } from './lines.ts';

/** What a token can be within a cell of figures. */
export type TokenKind = 'figure' | 'unit' | 'opener' | 'closer' | 'text';

// Digits with their separators, as amounts, times and dates have them; a sign or currency may touch.
// `(+1)` is a remark on the figure above.
const amount =
  /^(?!\(\+)[$€£¥(<>~\u2248\u00B1]*[-\u2212\u2013+]?\s*[$€£¥]?\(?\d[\d.,:'\u2019\u00A0]*\)?(?:[%\u2030x€£$]|\p{L}?€)?\)?[*\u2020]*$/u;
const nothing = /^(?:[-\u2013\u2014\u2212]+|n\/?[am]\.?)$/iu;
const year = /^(?:FY\s*)?(?:19|20)\d\d$/u;
const opener = /^[(<>~\u2248\u00B1]+$/u;
const closer = /^(?:[)%\u2030]+|\)%|%\))$/u;
// Any currency sign, with letters before or after it (`US$`, `k€`), or a code of three capitals.
const currency = /^(?:\p{Lu}{0,3}\p{Sc}|\p{L}{0,4}\.?\p{Sc}|\p{Lu}{3}|[kKTM](?:EUR|CHF|GBP|USD))$/u;
/** Units and multipliers beside a figure; others are told by their place alone (`gluedUnits`). */
const measure =
  /^(?:[kmcn]?m[²³]?|[km]?g|t|[mc]?l|[kMGT]?W|[kMG]Wh|[kMGT]B|hPa|°[CF]?|pp|bps?|[Mm]io\.?|[Mm]rd\.?|Tsd\.?|mn|bn|[Mm]illions?|[Bb]illions?|min\.?|h|[Hh]ours?|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|Stunden?|Tage?|Wochen?|Monate?|Jahre?|jours?|heures?|semaines?|mois|ans?)$/u;

/** What a token is by itself. */
export function kindOf(text: string): TokenKind {
  if (amount.test(text) || nothing.test(text)) return 'figure';
  if (opener.test(text)) return 'opener';
  if (closer.test(text)) return 'closer';
  return currency.test(text) || measure.test(text) ? 'unit' : 'text';
}

/** A currency's sign rather than letters: it may stand far from its figure. */
export function isSign(text: string): boolean {
  return /\p{Sc}/u.test(text);
}

/** A currency's sign that is written before its amount almost everywhere. */
export function precedes(text: string): boolean {
  return /^\p{Lu}{0,3}[$£¥]$/u.test(text);
}

/** The mark of a footnote, such as `(1)`. */
export function isNote(text: string): boolean {
  return /^[([]\d{1,2}[)\]]$/u.test(text);
}

/** Whether a cell is figures with their units (a year is more often a heading). */
export function isFigure(cell: Segment): boolean {
  return isAmounts(cell.tokens) && !year.test(cell.text);
}

/** Figures with units, signs and brackets, and nothing else. */
export function isAmounts(tokens: readonly Token[]): boolean {
  let figures = 0;
  for (const token of tokens) {
    const kind = kindOf(token.text);
    if (kind === 'text') return false;
    if (kind === 'figure') figures += 1;
  }
  return figures > 0;
}

/** Units and signs without a figure. */
export function isUnits(cell: Segment): boolean {
  return cell.tokens.every((token) => ['unit', 'opener', 'closer'].includes(kindOf(token.text)));
}
