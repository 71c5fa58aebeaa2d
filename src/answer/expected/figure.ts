import { isFactLanguage } from '../facts/fact.ts';
import { flat } from '../facts/flat.ts';
import { findQuantities } from '../facts/quantities.ts';

/** "When" joins sentences where something else is asked before it: "What do I pay when I come late?" */
const ASKED_BEFORE =
  'how|what|who|where|why|which|do|does|did|is|are|was|were|can|may|must|qui|que|quoi|quel\\p{L}*|où|comment|pourquoi|combien|est-ce|chi|che|cosa|come|dove|perché|qual\\p{L}*|quant\\p{L}*';
const WHEN = `(?<!(?<!\\p{L})(?:${ASKED_BEFORE})(?!\\p{L})[^?]*)(?:when|quand|quando)|(?:and when|et quand|e quando)|wann|cuándo`;

/** Openings of questions whose answer is a number, an amount, a length of time or a date. */
const OPENINGS = [
  'how (?:many|much|long|often|old|far|high|heavy|large|late|soon|tall)|what (?:year|date|time|percentage|share|amount)',
  'combien|quelle (?:année|date|durée|heure|part|somme)|quel (?:montant|âge|prix|pourcentage|délai|loyer)|à quelle (?:date|heure|fréquence)',
  'wie (?:viele?n?|lange|oft|hoch|alt|weit|schwer|groß|teuer|spät)|wieviele?n?',
  'cuánt[oa]s?',
  'quant[oaie]',
  WHEN,
].join('|');
const ASKS = new RegExp(`(?<!\\p{L})(?:${OPENINGS})(?!\\p{L})`, 'iu');

/** What is measured in figures, as questions that begin with "what" or "quel" name it. */
const MEASURED = [
  'percentage|cost|price|fee|fine|rent|rate|salary|deposit|deadline|duration|length|height|weight|width|depth|age|speed|number|population|temperature|period|notice|wage|penalty|discount|limit|capacity',
  'pourcentage|prix|coût|tarif|loyer|taux|salaire|caution|délai|durée|longueur|hauteur|poids|largeur|profondeur|âge|vitesse|nombre|population|température|période|préavis|rémunération|indemnité|pénalité|remise|plafond|capacité',
  '\\p{L}*(?:prozentsatz|preis|kosten|gebühr|miete|zinssatz|gehalt|kaution|frist|dauer|länge|höhe|gewicht|geschwindigkeit|temperatur|lohn|vergütung|entgelt|pacht|pachtzins|rabatt|vertragsstrafe)|breite|tiefe|alter|zahl|anzahl',
  'porcentaje|precio|coste?|tarifa|alquiler|tasa|salario|fianza|plazo|duración|longitud|altura|peso|anchura|profundidad|edad|velocidad|número|población|temperatura|per[ií]odo|preaviso|renta|sueldo|penalización|descuento|límite|depósito|capacidad',
  'percentuale|prezzo|costo|tariffa|affitto|tasso|stipendio|cauzione|scadenza|durata|lunghezza|altezza|peso|larghezza|profondità|età|velocità|numero|popolazione|temperatura|periodo|preavviso|canone|deposito|retribuzione|penale|sconto|limite|capacità',
].join('|');
/** The same of what a report states, which "What drove the margin" does not ask for. */
const STATED =
  'amount|time|ratio|margin|revenue|turnover|profit|income|earnings|montant|marge|bénéfice|chiffre d.affaires|betrag|quote|marge|umsatz|gewinn|importe|margen|beneficio|facturación|importo|rapporto|margine|utile|fatturato';
/** What joins another thing to the one that is asked for: "What is the rule for late fees". */
const JOINING =
  'of|on|for|in|about|to|and|or|with|by|after|before|between|from|that|when|if|de|du|des|d|pour|sur|à|au|en|et|ou|avec|par|dans|von|für|im|zu|zur|zum|und|oder|mit|bei|nach|über|del|para|por|sobre|y|con|di|della|per|su|e|a';
const IS = 'is|was|were|are|est|était|ist|war|es|era|fue|è|fu';
const WHICH = 'what|which|quel(?:le)?s?|welche[rsnm]?|was|cuál(?:es)?|qué|qual[ei]?|che';
const ASKS_MEASURE = new RegExp(
  `(?<!\\p{L})(?:${[
    `(?:${WHICH}) (?:\\p{L}+ ){0,2}(?:${MEASURED})s?`,
    `(?:${WHICH}) (?:${IS}) (?:(?!(?:${JOINING})\\s)[^\\s?]+ ){0,6}(?:${MEASURED}|${STATED})s?`,
    'what (?:does|do|did|will|would) [^?]* cost',
    'que coûte\\p{L}*',
    'was koste\\p{L}*',
    'qué cuesta\\p{L}*',
  ].join('|')})(?!\\p{L})`,
  'iu',
);

/** Whether the answer to a question can be expected to hold a figure or a date. */
export function asksForFigure(question: string): boolean {
  return ASKS.test(question) || ASKS_MEASURE.test(question);
}

/** What an answer counts. */
export type FigureKind = 'notice' | 'time' | 'date' | 'share' | 'deposit' | 'money' | 'any';

const MONEY = [
  'price|cost|rent|fee|fine|salary|wage',
  'prix|coût|loyer|tarif|salaire|rémunération',
  '\\p{L}*(?:miete|preis|gebühr|gehalt|lohn|entgelt|vergütung|pacht|pachtzins)',
  'precio|coste|alquiler|renta|tarifa|salario|sueldo',
  'prezzo|costo|affitto|canone|tariffa|stipendio|retribuzione',
].join('|');
const WORD_GAP = '(?:[^\\s?]+ ){0,4}';
/** The words that ask for a kind, the more telling ones first. */
const KINDS: readonly (readonly [kind: FigureKind, asking: string])[] = [
  ['date', WHEN],
  ['notice', '(?:notice|préavis|\\p{L}*kündigungsfrist|preaviso|preavviso)(?!\\p{L})'],
  [
    'time',
    'how (?:long|soon|often|much time)|combien de temps|wie (?:lange|oft)|cuánto tiempo|quanto tempo|(?:duration|period|deadline|durée|délai|\\p{L}*frist|\\p{L}*dauer|duración|plazo|durata|scadenza)(?!\\p{L})',
  ],
  ['any', "how many|combien d[e'’]|wie viele|cuánt[oa]s|quant[ie]"],
  [
    'date',
    '(?:what|which) (?:year|date|day)|quelle (?:année|date)|in welchem jahr|en qué (?:año|fecha)|in quale anno',
  ],
  ['deposit', '(?:deposit|caution|\\p{L}*kaution|fianza|cauzione|deposito|depósito)(?!\\p{L})'],
  ['share', 'percentage|pourcentage|prozentsatz|porcentaje|percentuale'],
  [
    'money',
    `(?:how much|combien|wie ?viel|was|cuánto|quanto) ${WORD_GAP}(?:costs?|paid|pay|coûte\\p{L}*|pay(?:er|ée?|ons|ez|e)|kostet|kosten|zahl\\p{L}*|cuesta\\p{L}*|pag\\p{L}*|costa\\p{L}*)|(?:${MONEY})s?(?!\\p{L})`,
  ],
];
const ASKING = KINDS.map(
  ([kind, asking]) => [kind, new RegExp(`(?<!\\p{L})(?:${asking})`, 'iu')] as const,
);

/** What the figure counts that a question asks for; `any` where that cannot be told. */
export function figureKind(question: string): FigureKind {
  return ASKING.find(([, asking]) => asking.test(question))?.[0] ?? 'any';
}

const TIMES = ['month', 'day', 'workday', 'second', 'date', 'time', 'period'];
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'PLN', 'SEK', 'NOK', 'DKK', 'cent'];
/** The dimensions of facts that are of a kind. "How long" is asked of a bridge, too. */
const DIMENSIONS: Readonly<Record<FigureKind, readonly string[] | undefined>> = {
  // A date is when something is to be done, not how long before it is to be told.
  notice: TIMES.filter((each) => each !== 'date' && each !== 'time'),
  time: [...TIMES, 'metre', 'mile', 'foot', 'times'],
  date: TIMES,
  share: ['percent', 'permille', 'percentage point'],
  deposit: CURRENCIES,
  money: CURRENCIES,
  any: undefined,
};
/** A deposit may be told in rents: "three months' rent", "drei Nettomieten". */
const IN_RENTS =
  /(?:\p{N}|zwei|drei|vier|fünf|sechs) \p{L}*mieten(?!\p{L})|months?['’]? rents?(?!\p{L})|mois de loyer|mensualit[éà]|mensilità|mensualidad|meses de (?:renta|alquiler)/iu;
const YEAR = /(?<!\p{N})1\p{N}{3}(?!\p{N})|(?<!\p{N})20\p{N}\p{N}(?!\p{N})/u;

/**
 * Whether a text names a figure of a kind, in digits or in words. The cells of a row lack their units,
 * and in other languages than those whose units are known any number will do.
 */
export function holdsFigure(text: string, language: string, kind: FigureKind = 'any'): boolean {
  const hasDigits = /\p{N}/u.test(text);
  if (!isFactLanguage(language) || text.includes('\t')) return hasDigits;
  const dimensions = DIMENSIONS[kind];
  if (dimensions === undefined && hasDigits) return true;
  if (kind === 'date' && YEAR.test(text)) return true;
  if (kind === 'deposit' && IN_RENTS.test(text)) return true;
  return findQuantities(flat(text), text, language).some(
    ({ dimension }) => dimensions === undefined || dimensions.includes(dimension),
  );
}
