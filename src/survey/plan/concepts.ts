import { factLanguages, type FactLanguage } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import { agreementConcepts } from './agreement-concepts.ts';
import { concept, type Concept } from './concept.ts';

/** What ends an agreement at once, or runs from a notice that something is amiss. */
const NO_NOTICE = new RegExp(
  [
    '(?:within|after) [^,;.]{0,40}(?:of|after|from|following) (?:the |an? |any |such |written |prior |receipt of )*notice',
    '(?<!\\p{L})(?:breach\\p{L}*|cured?|remed(?:y|ied)|overdue|forfeit\\p{L}*|suspend\\p{L}*)(?!\\p{L})',
    'manquement|mise en demeure|faute (?:grave|lourde)|defaut de paiement|impaye',
    'wichtige[mnr] grund|fristlos|ausserordentlich|pflichtverletzung|abmahnung',
    'incumplimiento|requerimiento|inadempi|diffida|giusta causa',
  ].join('|'),
  'u',
);

/** When another agreement ended or began: the one before this one. */
const OF_ANOTHER = new RegExp(
  `(?<!\\p{L})(?:${[
    '(?:which|that) (?:has |had )?(?:ended|expired|terminated|began|started|commenced)|(?:previous|former|prior|earlier|old) (?:agreement|contract|lease|licen[cs]e|policy)|(?:replac|supersed)\\p{L}*',
    'qui (?:a |avait )?(?:pris|expire|debute|commence|prit|expira)|(?:contrat|bail|convention|accord) (?:precedente?|anterieure?)|(?:precedente?|ancienne|ancien) (?:contrat|bail|convention|accord)|remplac\\p{L}*',
    '(?:der|die|das) [^,;.]{0,60}(?:endete|auslief|ablief|begann|geendet hat)|(?:bisherige|fruhere|vorherige|vorige|alte)[nrs]? (?:\\p{L}*vertrag\\p{L}*|vereinbarung)|ersetzt',
    'que (?:vencio|finalizo|termino|expiro|comenzo|empezo)|(?:contrato|acuerdo|convenio) anterior|anterior (?:contrato|acuerdo|convenio)|sustituye|reemplaza',
    'che (?:e |era )?(?:scadut|terminat|cessat|iniziat)\\p{L}*|(?:contratto|accordo|convenzione) precedente|precedente (?:contratto|accordo|convenzione)|sostituisce',
  ].join('|')})(?!\\p{L})`,
  'u',
);

/** The first that fits a name is taken, so that narrow ones come before wide ones. */
export const concepts: readonly Concept[] = [
  concept(
    'notice',
    ['duration'],
    ['notice period', 'préavis', 'Kündigungsfrist', 'preaviso', 'preavviso'],
    [
      // Not the verb, nor a notice that is read.
      'notice periods?|periods? of notice|(?<!you )(?<!they )(?<!we )(?<!to )(?<!not )(?<!safety )notice',
      'preavis|delais? de preavis|delais? de resiliation|resili*|denonc*|donner conge|prevenir|prevenant',
      'kundigungsfrist*|kundigung*|gekundigt*|kundigen|kundbar|aufkundig*',
      'preavisos?|plazos? de preaviso|denunci*',
      'preavvis*|termin* di preavviso|disdett*|disdir*',
    ],
    { unless: NO_NOTICE },
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
      'end|ends|ended|ending|end dates?|expire*|expiry|expiring|expiry dates?|runs? out|running out|terminates|terminate(?= (?:in|during|before|after) )|in force until',
      "fin|finit|prend(?:re)? fin|prennent fin|prenant fin|dates? de fin|expire*|expirent|expiration|echeances?|se termine*|se terminant|s'acheve*|valables? jusqu'au",
      'ende|endet|enden|endend*|enddatum|lauft|laufen|auslaufen|ablaufen|auslauf*|ablauf*|vertragsende|befristet',
      'fin|fecha de fin|vence|vencen|vencimiento|termina|terminan|terminar|finaliza*|expira*|vigente hasta',
      'fine|data di fine|scade|scadono|scadenza|termina|terminano|cessa|valid* fino al',
    ],
    { edge: 'to', unless: OF_ANOTHER },
  ),
  concept(
    'start',
    ['date'],
    ['start', 'début', 'Beginn', 'inicio', 'inizio'],
    [
      'start|starts|started|starting|start dates?|begin|begins|began|beginning|commence*|effective|takes? effect|in(?:to)? force|valid from',
      "debut|debute|debutent|dates? de debut|commence|commencent|prend effet|prise d'effet|entre en vigueur|entree en vigueur",
      'beginn|beginnt|beginnen|vertragsbeginn|startdatum|gultig ab|in kraft',
      'inicio|fecha de inicio|comienz*|empieza*|en vigor',
      'inizio|data di inizio|inizia|iniziano|decorr*|in vigore',
    ],
    { edge: 'from', unless: OF_ANOTHER },
  ),
  concept(
    'rent',
    ['money'],
    ['rent', 'loyer', 'Miete', 'alquiler', 'canone'],
    [
      'rents?|rentals?|rental (?:charge|price)s?',
      'loyers?',
      '*miete|*mieten|*mietzins|mietpreis|pacht|pachtzins|pachtpreis',
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
      'cost|costs|fees?|charges?|charged|(?:day|daily|hourly) rates?',
      'couts?|coute|coutent|frais|redevances?|forfaits?|honoraires|taux (?:journalier|horaire)',
      '*kosten|kostet|*gebuhr|*gebuhren|entgelt*|pauschale*|vergutung*|honorar*|tagessatz|stundensatz',
      'costes?|cuesta*|tasas?|cuotas?|honorarios',
      'cost|costo|costi|costa|costano|spese|compens*',
    ],
  ),
  concept(
    'duration',
    ['duration'],
    ['duration', 'durée', 'Dauer', 'duración', 'durata'],
    [
      'durations?|(?<!end of (?:the |its )?)(?<!then-current )term|lasts|lasted|(?:shall|will|to) last|runs for|for a period of|continues? (?:in force )?for',
      'durees?|dure|durent|(?:conclu|consenti)e?s? pour',
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
  ...agreementConcepts,
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

/**
 * The concepts a person's words name, longest names first, none overlapping. A question is read in its
 * own languages, where they are known: "due" is a deadline in English and a number in Italian.
 */
export function conceptsIn(text: string, languages?: readonly string[]): Named[] {
  const own = factLanguages.filter((language) => languages?.includes(language) === true);
  return conceptsNamed(text, own.length === 0 ? factLanguages : own);
}

function conceptsNamed(text: string, languages: readonly FactLanguage[]): Named[] {
  const flattened = flat(text);
  const found = concepts
    .flatMap((one) =>
      languages.flatMap((language) =>
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
