import { flat } from '../../answer/facts/flat.ts';
import { factLanguages, type FactLanguage } from '../../answer/facts/fact.ts';

/** What a field's value is made of; `text` is a sentence that says it. */
export type ValueKind = 'date' | 'duration' | 'money' | 'percent' | 'time' | 'name' | 'text';

/** Something that contracts, rules and reports often state, under the names each language has. */
export interface Concept {
  readonly id: string;
  /** Any of these may be its value. */
  readonly values: readonly ValueKind[];
  /** The name of a column that nobody named. */
  readonly labels: Readonly<Record<FactLanguage, string>>;
  readonly words: Readonly<Record<FactLanguage, RegExp>>;
}

/** Names without accents parted by `|`; `*` stands for any letters. */
type Names = readonly [en: string, fr: string, de: string, es: string, it: string];

function pattern(names: string): RegExp {
  // Longest first: of "end date" all is the name.
  const ordered = names.split('|').toSorted((a, b) => b.length - a.length);
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${ordered.join('|').replaceAll('*', '\\p{L}*')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
}

function concept(id: string, values: readonly ValueKind[], labels: Names, names: Names): Concept {
  const each = <T>(list: Names, make: (text: string) => T): Record<FactLanguage, T> => {
    const [en, fr, de, es, it] = list;
    return { en: make(en), fr: make(fr), de: make(de), es: make(es), it: make(it) };
  };
  return { id, values, labels: each(labels, (text) => text), words: each(names, pattern) };
}

/** The first that fits a name is taken, so that narrow ones come before wide ones. */
export const concepts: readonly Concept[] = [
  concept(
    'notice',
    ['duration'],
    ['notice period', 'préavis', 'Kündigungsfrist', 'preaviso', 'preavviso'],
    [
      // Not the verb, nor a notice that is read.
      'notice periods?|periods? of notice|(?<!you )(?<!they )(?<!we )(?<!to )(?<!not )(?<!safety )notice',
      'preavis|delais? de preavis|delais? de resiliation|resili*',
      'kundigungsfrist*|kundigung*|gekundigt*|kundbar',
      'preavisos?|plazos? de preaviso',
      'preavvis*|termin* di preavviso|disdett*',
    ],
  ),
  concept(
    'probation',
    ['duration'],
    ['probation', "période d'essai", 'Probezeit', 'periodo de prueba', 'periodo di prova'],
    [
      'probation|probation* period|trial period',
      "periodes? d'essai",
      'probezeit*',
      'periodos? de prueba',
      'periodo di prova|periodi di prova',
    ],
  ),
  concept(
    'delivery',
    ['duration'],
    [
      'delivery time',
      'délai de livraison',
      'Lieferzeit',
      'plazo de entrega',
      'termine di consegna',
    ],
    [
      'delivery times?|lead times?|delivery dates?|deliveries|deliver|delivers|delivered',
      'delais? de livraison|livraisons?|livre|livres|livree|livrees',
      'lieferzeit*|lieferfrist*|liefertermin*|geliefert',
      'plazos? de entrega|entregas?',
      'termin* di consegna|tempi di consegna|consegn*',
    ],
  ),
  concept(
    'warranty',
    ['duration'],
    ['warranty', 'garantie', 'Garantie', 'garantía', 'garanzia'],
    [
      'warrant*|guarantee*',
      'garantie*|garanti|garantis',
      'garantie*|gewahrleistung*',
      'garantia*|garantizad*',
      'garanzi*|garantit*',
    ],
  ),
  concept(
    'retention',
    ['duration'],
    ['retention', 'conservation', 'Aufbewahrung', 'conservación', 'conservazione'],
    [
      'retention|retention periods?|storage periods?|deleted|erased|retained|kept for',
      'conservation|conserve|conserves|conservee|conservees|effac*|supprime*',
      'speicherdauer|aufbewahr*|geloscht|loschfrist*|speicherfrist*',
      'conserva*|suprim*|elimina*',
      'conserva*|cancell*|eliminat*',
    ],
  ),
  concept(
    'end',
    ['date'],
    ['end', 'fin', 'Ende', 'fin', 'fine'],
    [
      'end|ends|ended|ending|end dates?|expire*|expiry|expiring|expiry dates?|runs out|running out|terminates|until',
      "fin|finit|prend fin|prennent fin|prenant fin|dates? de fin|expire*|expirent|expiration|echeances?|jusqu'au|se termine|se terminent|se terminant",
      'ende|endet|enden|endend*|enddatum|lauft|auslaufen|ablaufen|auslauf*|ablauf*|vertragsende|befristet|bis',
      'fin|fecha de fin|vence|vencen|vencimiento|termina|terminan|finaliza*|hasta|expira*',
      'fine|data di fine|scade|scadono|scadenza|termina|terminano|fino al',
    ],
  ),
  concept(
    'start',
    ['date'],
    ['start', 'début', 'Beginn', 'inicio', 'inizio'],
    [
      'start|starts|started|starting|start dates?|begin|begins|began|beginning|commence*|effective|in force|valid from',
      'debut|debute|debutent|dates? de debut|commence|commencent|prend effet|entre en vigueur|entree en vigueur|a compter du|a partir du|depuis le',
      'beginn|beginnt|beginnen|vertragsbeginn|startdatum|gultig ab|in kraft|ab dem',
      'inicio|fecha de inicio|comienz*|empieza*|en vigor|a partir del|desde el',
      'inizio|data di inizio|inizia|iniziano|decorr*|in vigore|a partire dal|dal',
    ],
  ),
  concept(
    'rent',
    ['money'],
    ['rent', 'loyer', 'Miete', 'alquiler', 'canone'],
    [
      'rent|rents|rental',
      'loyers?',
      'miete|mieten|nettomiete|kaltmiete|warmmiete|bruttomiete|monatsmiete|mietzins|mietpreis|pacht',
      'alquiler*|renta|rentas|arrendamiento*',
      'canone|canoni|affitto|affitti|pigione',
    ],
  ),
  concept(
    'deposit',
    ['money', 'text'],
    ['deposit', 'caution', 'Kaution', 'fianza', 'cauzione'],
    [
      'deposits?|security deposits?',
      'cautions?|depots? de garantie',
      'kaution*',
      'fianzas?|depositos?',
      'cauzion*|deposit* cauzional*',
    ],
  ),
  concept(
    'discount',
    ['percent'],
    ['discount', 'remise', 'Rabatt', 'descuento', 'sconto'],
    [
      'discounts?|rebates?',
      'remises?|rabais|ristournes?',
      '*rabatt*|skonto|nachlass*',
      'descuentos?|rebajas?',
      'sconti|sconto',
    ],
  ),
  concept(
    'budget',
    ['money'],
    ['budget', 'budget', 'Budget', 'presupuesto', 'budget'],
    ['budgets?', 'budgets?', 'budget*|etat', 'presupuestos?', 'budget|preventiv*'],
  ),
  concept(
    'price',
    ['money'],
    ['price', 'prix', 'Preis', 'precio', 'prezzo'],
    [
      'prices?|price lists?',
      'prix|tarifs?',
      '*preis|*preise|*preisen',
      'precios?|tarifas?',
      'prezz*|tariff*',
    ],
  ),
  concept(
    'cost',
    ['money'],
    ['cost', 'coût', 'Kosten', 'coste', 'costo'],
    [
      'cost|costs|fee|fees|charges?',
      'couts?|coute|coutent|frais',
      '*kosten|kostet|*gebuhr|*gebuhren|entgelt*',
      'costes?|cuesta*|tasas?',
      'cost|costo|costi|costa|costano|spese',
    ],
  ),
  concept(
    'duration',
    ['duration'],
    ['duration', 'durée', 'Dauer', 'duración', 'durata'],
    [
      'durations?|term|lasts?|runs for',
      'durees?|dure|durent',
      'dauer|dauert|dauern|laufzeit*|mietzeit|vertragsdauer',
      'duracion|dura|duran',
      'durata|durate|dura|durano',
    ],
  ),
  concept(
    'hours',
    ['time'],
    ['opening hours', 'horaires', 'Öffnungszeiten', 'horario', 'orari'],
    [
      'opening hours|opening times?|open|opens',
      "horaires?|heures d'ouverture|ouvert*|ouverture",
      'offnungszeit*|geoffnet|offnet',
      'horarios?|abiert*|abre',
      'orari*|apert*|apre',
    ],
  ),
  concept(
    'deadline',
    ['date', 'duration'],
    ['deadline', 'délai', 'Frist', 'plazo', 'scadenza'],
    [
      'deadlines?|due|due dates?|time limits?|closing dates?|at the latest|no later than',
      'delais?|dates? limites?|au plus tard',
      'frist|fristen|stichtag*|spatestens|binnen',
      'plazos?|fechas? limites?|a mas tardar',
      'scadenz*|entro|al piu tardi',
    ],
  ),
  concept(
    'person',
    ['name'],
    ['contact', 'responsable', 'Ansprechpartner', 'responsable', 'responsabile'],
    [
      'contact|contact persons?|responsible|responsible persons?|person responsible|persons? in charge|in charge',
      'contacts?|responsables?|interlocut*',
      'ansprechpartner*|verantwortlich*|zustandig*|kontaktperson*',
      'contactos?|personas? de contacto|responsables?',
      'contatt*|referent*|responsabil*',
    ],
  ),
];

const byId = new Map(concepts.map((one) => [one.id, one]));

/** The concept of a kept plan, or undefined where this version knows none of that name. */
export const conceptNamed = (id: string): Concept | undefined => byId.get(id);

/** A place where a text names a concept. */
export interface Named {
  readonly concept: Concept;
  readonly start: number;
  readonly end: number;
}

/** The concepts a person's words name, in any language, longest names first, none overlapping. */
export function conceptsIn(text: string): Named[] {
  const flattened = flat(text);
  const found = concepts
    .flatMap((one) =>
      factLanguages.flatMap((language) =>
        [...flattened.matchAll(one.words[language])].map(({ 0: match, index }): Named => ({
          concept: one,
          start: index,
          end: index + match.length,
        })),
      ),
    )
    .toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const kept: Named[] = [];
  for (const one of found) {
    if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
