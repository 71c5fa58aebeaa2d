import { isUnit } from '../facts/units.ts';
import { WHEN } from './figure.ts';

/** What the figure measures that a question asks for; `any` where that cannot be told. */
export type FigureKind =
  | 'notice'
  | 'time'
  | 'frequency'
  | 'date'
  | 'share'
  | 'deposit'
  | 'money'
  /** How many there are of what has no unit. */
  | 'count'
  | 'age'
  | 'mass'
  | 'temperature'
  | 'any';

const MONEY = [
  'price|cost|rent|fee|fine|salary|wage',
  'prix|coût|loyer|tarif|salaire|rémunération',
  '\\p{L}*(?:miete|preis|gebühr|gehalt|lohn|entgelt|vergütung|pacht|pachtzins)',
  'precio|coste|alquiler|renta|tarifa|salario|sueldo',
  'prezzo|costo|affitto|canone|tariffa|stipendio|retribuzione',
].join('|');
const WORD_GAP = '(?:[^\\s?]+ ){0,6}';
/** The words that ask for a kind, the more telling ones first. */
const KINDS: readonly (readonly [kind: FigureKind, asking: string])[] = [
  ['date', WHEN],
  ['notice', '(?:notice|préavis|\\p{L}*kündigungsfrist|preaviso|preavviso)(?!\\p{L})'],
  [
    'frequency',
    'how (?:often|many times|frequently)|à quelle fréquence|combien de fois|wie (?:oft|häufig)|con qu[ée] frecuencia|cuántas veces|con quale frequenza|ogni quanto|quante volte',
  ],
  [
    'time',
    'how (?:long|soon|much time)|combien de temps|wie lange|cuánto tiempo|quanto tempo|(?:duration|period|deadline|durée|délai|\\p{L}*frist|\\p{L}*dauer|duración|plazo|durata|scadenza)(?!\\p{L})',
  ],
  [
    'money',
    "how much money|combien d['’]argent|wie ?viel geld|cuánto dinero|quant[oi] (?:denaro|soldi)",
  ],
  ['count', "how many|combien d[e'’]|wie ?viele|cuánt[oa]s|quant[ie](?!\\p{L})"],
  [
    'date',
    '(?:what|which) (?:year|date|day)|quelle (?:année|date)|in welchem jahr|en qué (?:año|fecha)|in quale anno',
  ],
  ['deposit', '(?:deposit|caution|\\p{L}*kaution|fianza|cauzione|deposito|depósito)(?!\\p{L})'],
  ['share', 'percentage|pourcentage|prozentsatz|porcentaje|percentuale'],
  [
    'money',
    `(?:how much|combien|wie ?viel|was|cuánto|quanto) ${WORD_GAP}(?:costs?|paid|pay|coûte\\p{L}*|pay(?:er|ée?|ons|ez|e)|kostet|kosten|zahl\\p{L}*|cuesta\\p{L}*|cost[óo]|pag\\p{L}*|costa\\p{L}*)|what (?:does|do|did|will|would) [^?]* cost|how expensive|wie teuer|(?:${MONEY})s?(?!\\p{L})`,
  ],
  ['age', 'how old|(?:quel|which|what) âge|wie alt|(?:edad|età|age|âge|alter)(?!\\p{L})'],
  [
    'mass',
    `how heavy|wie schwer|how much ${WORD_GAP}weighs?(?!\\p{L})|combien ${WORD_GAP}pèse\\p{L}*|wie ?viel ${WORD_GAP}wieg\\p{L}*|cuánto ${WORD_GAP}pesa\\p{L}*|quanto ${WORD_GAP}pesa\\p{L}*`,
  ],
  ['temperature', '(?:temperature|température|\\p{L}*temperatur|temperatura)(?!\\p{L})'],
];
const ASKING = KINDS.map(
  ([kind, asking]) => [kind, new RegExp(`(?<!\\p{L})(?:${asking})`, 'iu')] as const,
);
/** The two words that tell of what "how many" asks: "days", "full days". */
const COUNTED =
  /(?:how many|combien d(?:e |['’])|wie ?viele?n? |cuánt[oa]s |quant[ie] )\s*(\p{L}+)(?: (\p{L}+))?/iu;

/** What the figure measures that a question asks for; `any` where that cannot be told. */
export function figureKind(question: string): FigureKind {
  const kind = ASKING.find(([, asking]) => asking.test(question))?.[0] ?? 'any';
  return kind === 'count' && countsUnits(question) ? 'any' : kind;
}

/** "How many days": the answer is an amount with a unit. */
function countsUnits(question: string): boolean {
  const [, one = '', two = ''] = COUNTED.exec(question) ?? [];
  return isUnit(one) || isUnit(two);
}
