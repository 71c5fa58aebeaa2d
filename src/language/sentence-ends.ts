import { abbreviationsOf } from './abbreviations.ts';

/** Languages that write ordinals with a full stop: `3. März`, `19. Jahrhundert`. */
const ORDINAL_LANGUAGES = new Set('de da no nb nn is fi et cs sk pl hu sl hr sr lv tr'.split(' '));

/** What stands before a German ordinal: `am 3.`, `im 19.`, `vom 1.`, `des 2.` */
const BEFORE_ORDINAL =
  /(?:^|[\s(])(?:am|im|vom|zum|beim|ab|bis|seit|der|die|das|den|dem|des|ein|eine|einer|einem|einen|jeder|jedes|und|oder|ihr|sein) \d{1,2}\.$/iu;
const AFTER_ORDINAL =
  /^(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jahrtausend|Quartal|Halbjahr|Auflage|Kapitel|Abschnitt|Stock|Etage|Obergeschoss|Klasse|Tag|Monat|Woche|\d)/u;

/** English sentences rarely begin otherwise after an initialism such as `the U.S.` */
const STARTERS = new Set(
  'the this that these those it he she they we you i in on at if when while as a an and but however there for after before since our his her its their'.split(
    ' ',
  ),
);

/** "Donau Immobilien GmbH & Co. KG" */
const FIRM = /(?:&|und|and|et) Co\.$/iu;
const LEGAL_FORM = /^(?:KGaA|KG|OHG|SAS|SARL|SA|SE|Ltd|LLC|Inc|PLC)(?!\p{L})/u;

/** A list marker by itself: `1.`, `a)`, `(iv)`. */
export function isListMarker(text: string): boolean {
  return /^\(?(?:\d{1,3}|\p{L}|[ivxIVX]{1,5})[.)]$/u.test(text.trim()) && text.length < 12;
}

/** True where the full stop at the end of `before` belongs to an abbreviation or an initial. */
export function endsInAbbreviation(before: string, after: string, language: string): boolean {
  const token = /(?:^|[\s(["'«„“’/-])([\p{L}§ª](?:[\p{L}\p{M}.\-ª]*[\p{L}\p{M}ª])?)\.$/u.exec(
    before,
  )?.[1];
  if (token === undefined) return false;
  const lists = abbreviationsOf(language);
  const lower = token.toLowerCase();
  if (FIRM.test(before) && LEGAL_FORM.test(after)) return true;
  if (lists.leading.has(lower)) return true;
  if (/^[(§]?\d/u.test(after) && lists.beforeNumber.has(lower)) return true;
  // Initials ("J. K. Miller") and parts of an abbreviation ("z. B.").
  if (/^\p{L}$/u.test(token)) {
    if (/^\p{Lu}$/u.test(token)) return language === 'de' || initialOfName(after);
    return true;
  }
  // "the U.S. Government"
  if (/^\p{L}(?:\.\p{L})+$/u.test(token)) {
    const first = /^\p{L}+/u.exec(after)?.[0].toLowerCase() ?? '';
    return !STARTERS.has(first);
  }
  return false;
}

/** `J. Miller`, but not `Plan B. The rest`. */
function initialOfName(after: string): boolean {
  const first = /^\p{L}+/u.exec(after)?.[0] ?? '';
  return /^\p{Lu}/u.test(first) && !STARTERS.has(first.toLowerCase());
}

/** True where the full stop at the end of `before` makes an ordinal of a number. */
export function endsInOrdinal(before: string, after: string, language: string): boolean {
  if (!ORDINAL_LANGUAGES.has(language)) return false;
  if (!/(?:^|[\s(–-])\d{1,2}\.$/u.test(before)) return false;
  return BEFORE_ORDINAL.test(before) || AFTER_ORDINAL.test(after);
}
