import { parties } from '../../answer/facts/parties.ts';
import { factLanguages } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import type { Evidence } from './evidence.ts';
import type { Sentence } from './sentences.ts';

/** Sentences of a document in which its parties stand, if they stand anywhere. */
const OPENING = 60;
/** Characters from which on a line is no name. */
const LONGEST_LABELLED = 240;

/** Characters after a role in which its name stands, and words that are a name by themselves. */
const NAMED_WITHIN = 50;
const FEW_WORDS = 3;

/** Parties that contracts have and that are nobody's opposite in `answer/facts/parties.ts`. */
const MORE_ROLES =
  'licen[sc]or|licen[sc]ee|company|consultant|principal|agent|franchis\\p{L}*|service provider|owner|operator|concedant|licencie|societe|mandant|mandataire|loueur|association|lizenzgeber\\p{L}*|lizenznehmer\\p{L}*|dienstleister\\p{L}*|gesellschaft|auftragsverarbeiter\\p{L}*|verantwortlicher|licenciante|licenciatari\\p{L}*|prestador\\p{L}*|licenziante|licenziatari\\p{L}*|prestatore|societa|empresa';
const CONTRACTUAL = new Set(['tenancy', 'employment', 'sale', 'supply', 'credit']);
const ROLE = [
  MORE_ROLES,
  ...parties
    .filter(({ name }) => CONTRACTUAL.has(name))
    .flatMap(({ sides }) => sides)
    .flatMap((side) => factLanguages.map((language) => side[language].replaceAll('*', '\\p{L}*'))),
].join('|');
const THE = "(?:the |an? |le |la |l'|der |die |das |dem |den |el |il |lo )?";

/** "Landlord: Penhallow Estates", "Auftraggeber (AG): ..." */
const LABELLED = new RegExp(
  `^\\W{0,3}(?:\\d+[.)] ?)?${THE}(?:${ROLE})(?: ?\\([^)]{1,30}\\))? ?: ?(?=\\S)`,
  'u',
);
/** '("the Tenant")', "(Mieterin)", "nachstehend „Arbeitgeber“", "ci-après « le Bailleur »" */
const DEFINED = new RegExp(
  [
    `\\( ?(?:(?:hereinafter|hereafter|nachfolgend|nachstehend|im folgenden|ci-apres|en adelante|di seguito)[^()]{0,30} )?["“”«»„' ]*${THE}["“”«»„' ]*(?:${ROLE})["“”«»' ]*\\)`,
    `(?:hereinafter|hereafter|ci-apres|nachstehend|nachfolgend|im folgenden|en adelante|en lo sucesivo|di seguito|in seguito|in appresso)[^.()]{0,40}["“”«»„' ]+${THE}(?:${ROLE})(?!\\p{L})`,
    `(?<!\\p{L})als (?:${ROLE})(?!\\p{L})[^.]* (?:und|sowie) [^.]* als (?:${ROLE})(?!\\p{L})`,
  ].join('|'),
  'u',
);
/** "This Agreement is made between A and B", "Entre A et B" */
const BETWEEN = /(?<!\p{L})(?:between|entre|zwischen|tra|fra)(?!\p{L}) ?(.+)$/su;
const AND = / (?:and|et|und|sowie|y|e) /u;
const AGREEMENT =
  /(?<!\p{L})(?:agreement|contract|lease|deed|contrat|convention|accord|bail|\p{L}*vertrag|vereinbarung|contrato|convenio|acuerdo|contratto|accordo|convenzione)(?!\p{L})/u;
/** A name is more than one word with a capital, or one after a word that leads in to it. */
const NAME =
  /\p{Lu}[\p{L}.&'’-]*(?: (?:& |of |de |du |des |la |le |der |von |di |del )*\p{Lu}[\p{L}.&'’-]*)+|(?:Mr|Mrs|Ms|M|Mme|Herrn?|Frau|Sr|Sra|Sig)\.? \p{Lu}|(?:l['’]|la |le |der |die |dem |la société |la commune de |l['’]association )\p{Lu}\p{L}+/gu;

/** A line of its own that leads in to one party, and one that leads in to the next. */
const LEADS_IN =
  /^\W*(?:between|entre(?: les soussignes?)?|zwischen|tra|fra|and|et|und|y|e)(?: the undersigned)?\W*$/u;

/**
 * What says who makes an agreement: a role with its name, a name with its role, or both names joined at
 * the document's beginning. A sentence about "either party" names nobody.
 */
export function partiesIn(sentence: Sentence): Evidence[] {
  const { text, at } = sentence;
  if (at >= OPENING) return [];
  const flattened = flat(text);
  const said =
    labels(text, flattened) ||
    DEFINED.test(flattened) ||
    joins(text, flattened) ||
    (LEADS_IN.test(flat(sentence.heading.split('\n').at(-1) ?? '')) && text.search(NAME) >= 0);
  return said ? [{ sentence, strength: 3, value: undefined, text }] : [];
}

function labels(text: string, flattened: string): boolean {
  const found = LABELLED.exec(flattened);
  const rest = text
    .slice(found?.[0].length ?? 0)
    .slice(0, NAMED_WITHIN)
    .trim();
  return (
    found !== null &&
    text.length <= LONGEST_LABELLED &&
    (rest.split(/\s+/u).length <= FEW_WORDS ? /\p{Lu}/u : new RegExp(NAME.source, 'u')).test(rest)
  );
}

function joins(text: string, flattened: string): boolean {
  const between = BETWEEN.exec(flattened);
  if (between === null) return false;
  const before = flattened.slice(0, between.index);
  if (/[\p{L}]/u.test(before) && !AGREEMENT.test(before)) return false;
  const joined = text.slice(between.index);
  return AND.test(between[1] ?? '') && [...joined.matchAll(NAME)].length > 1;
}
