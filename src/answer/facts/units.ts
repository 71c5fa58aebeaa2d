import { isStopWord } from '../../language/stop-words.ts';
import { factLanguages, type FactLanguage } from './fact.ts';
import { flat } from './flat.ts';

/** A unit in terms of the one its kind is counted in. */
export interface Unit {
  /** Amounts of one base can be compared; months and years are both counted in months. */
  readonly base: string;
  readonly factor: number;
}

const units = new Map<string, Unit>();
/** Names and signs of a unit, without accents, in lower case; an underscore stands for a space. */
function add(base: string, factor: number, names: string): void {
  for (const name of names.split(' ')) units.set(name.replaceAll('_', ' '), { base, factor });
}

add(
  'month',
  1,
  'month months mois monat monate monaten monats mes meses mese mesi monatig monatige monatigen monatiger calendar_months calendar_month kalendermonate kalendermonaten',
);
add('month', 3, 'quarter quarters trimestre trimestres quartal quartale quartalen trimestri');
add(
  'month',
  12,
  'year years yr yrs annee annees jahr jahre jahren jahres ano anos anno anni jahrig jahrige jahrigen jahriger',
);
add(
  'day',
  1,
  'day days jour jours tag tage tagen dia dias giorno giorni tagig tagige tagigen tagiger calendar_days kalendertage kalendertagen',
);
add(
  'day',
  7,
  'week weeks semaine semaines woche wochen semana semanas settimana settimane wochig wochige wochigen wochiger',
);
add(
  'workday',
  1,
  'working_day working_days business_day business_days workday workdays werktag werktage werktagen arbeitstag arbeitstage arbeitstagen jour_ouvrable jours_ouvrables jour_ouvre jours_ouvres jours_de_travail dia_habil dias_habiles dia_laborable dias_laborables giorno_lavorativo giorni_lavorativi',
);
add(
  'second',
  3600,
  'hour hours hr hrs h heure heures stunde stunden std hora horas ora ore stundig stundige stundigen',
);
add('second', 60, 'minute minutes min mins minuten minuto minutos minuti');
add(
  'second',
  1,
  'second seconds sec secs s seconde secondes sekunde sekunden segundo segundos secondo secondi',
);
add('times', 1, 'times time fois mal veces vez volte volta');
add('percent', 1, '% percent per_cent pour_cent pourcent prozent por_ciento per_cento');
add(
  'percentage point',
  1,
  'percentage_points percentage_point points_de_pourcentage prozentpunkte prozentpunkten puntos_porcentuales punti_percentuali',
);
add('permille', 1, '‰ permille promille');
add('EUR', 1, '€ eur euro euros');
add('EUR', 1000, 'keur k€ t€ teur');
add('EUR', 1e6, 'meur m€');
add('USD', 1, '$ usd us$ dollar dollars dolar dolares dollaro dollari');
add(
  'GBP',
  1,
  '£ gbp pound pounds sterling pfund livre_sterling livres_sterling libra libras sterlina sterline',
);
add('CHF', 1, 'chf franc francs franken fr sfr franco francos franchi');
add('JPY', 1, '¥ jpy yen');
add('PLN', 1, 'zł zl pln zloty zlotys zlotych');
add('SEK', 1, 'sek');
add('NOK', 1, 'nok');
add('DKK', 1, 'dkk');
add('cent', 1, 'cent cents ct centimes centime centesimi centimos');
add('gram', 1, 'g gram grams gramme grammes gramm gramos gramo grammi grammo');
add(
  'gram',
  1000,
  'kg kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm kilogramos chilogrammi chilo chili',
);
add('gram', 0.001, 'mg milligram milligrams milligramme milligrammes milligramm');
add('gram', 1e6, 't ton tons tonne tonnes tonnen tonnellate toneladas tonelada tonnellata');
add('ounce', 1, 'lb lbs');
add('metre', 1, 'm metre metres meter meters metern metro metros metri');
add(
  'metre',
  1000,
  'km kilometre kilometres kilometer kilometers kilometern kilometro kilometros chilometri chilometro',
);
add(
  'metre',
  0.01,
  'cm centimetre centimetres centimeter centimeters centimetro centimetros centimetri',
);
add('metre', 0.001, 'mm millimetre millimetres millimeter millimeters milimetros millimetri');
add('mile', 1, 'mile miles');
add('foot', 1, 'ft foot feet');
add(
  'square metre',
  1,
  'm² m2 qm sqm square_metre square_metres square_meter square_meters metre_carre metres_carres quadratmeter quadratmetern metros_cuadrados metri_quadrati metro_quadrato',
);
add(
  'square metre',
  1e6,
  'km² km2 square_kilometres square_kilometers kilometres_carres quadratkilometer',
);
add('square metre', 1e4, 'ha hectare hectares hektar hectareas ettari');
add(
  'cubic metre',
  1,
  'm³ m3 cubic_metre cubic_metres cubic_meters metres_cubes kubikmeter metros_cubicos metri_cubi',
);
add('litre', 1, 'l litre litres liter liters litern litro litros litri');
add('litre', 0.001, 'ml millilitre millilitres milliliter milliliters');
add('litre', 100, 'hl hectolitre hectolitres hektoliter');
add(
  'celsius',
  1,
  '°c degree_celsius degrees_celsius grad_celsius degres_celsius grados_celsius gradi_celsius °_c',
);
add('degree', 1, '° degree degrees degres degre grad grados gradi');
add('watt', 1, 'w watt watts');
add('watt', 1000, 'kw kilowatt kilowatts');
add('watt', 1e6, 'mw megawatt megawatts');
add('watt hour', 1000, 'kwh kilowattstunden kilowatt_hours');
add('watt hour', 1e6, 'mwh');
add('watt hour', 1e9, 'gwh');
add('volt', 1, 'v volt volts');
add('ampere', 1, 'a_amp amp amps ampere amperes');
add('bar', 1, 'bar bars');
add('kilobyte', 1, 'kb');
add('kilobyte', 1000, 'mb megabyte megabytes');
add('kilobyte', 1e6, 'gb gigabyte gigabytes');
add('kilobyte', 1e9, 'tb terabyte terabytes');
add('km/h', 1, 'km/h kmh');
add('person', 1, 'people person persons personne personnes personen persona personas persone');

/** Units that are another word elsewhere: "an" is an English article, "ans" French years. */
const own: Readonly<Partial<Record<FactLanguage, Readonly<Record<string, Unit>>>>> = {
  fr: {
    an: { base: 'month', factor: 12 },
    ans: { base: 'month', factor: 12 },
    livres: { base: 'GBP', factor: 1 },
  },
};

/** The unit that a name or sign in flattened text stands for. */
export function unitOf(name: string, language: FactLanguage): Unit | undefined {
  return own[language]?.[name] ?? units.get(name);
}

/** Whether a word names a unit in any of the languages: "days", "Kilometer". */
export function isUnit(word: string): boolean {
  const name = flat(word);
  return factLanguages.some((language) => unitOf(name, language) !== undefined);
}

const SIGN = /^(?:%|‰|€|\$|£|¥|°c\b|°|[kmt]€|km\/h)/u;
const WORD = /^[\p{L}]+[²³23]?(?![\p{L}\p{N}])/u;
const CURRENCY_BEFORE =
  /(?:(€|\$|£|¥)|(?<![\p{L}\p{N}])(eur|euros?|usd|us\$|gbp|chf|fr\.|sfr\.?|pln|sek|nok|dkk|jpy|[kt]€))[ ]?$/u;

/** The unit after a number that ends at a place in flattened text, and where it ends. */
export function unitAfter(
  text: string,
  at: number,
  language: FactLanguage,
): { readonly unit: Unit; readonly end: number } | undefined {
  const gap = /^(?: ?- ?| )?(?:(?:of|de|di) |d')?/u.exec(text.slice(at, at + 8))?.[0].length ?? 0;
  const start = at + gap;
  const rest = text.slice(start, start + 60);
  const sign = SIGN.exec(rest)?.[0];
  if (sign !== undefined) {
    const unit = unitOf(sign, language);
    if (unit !== undefined) return { unit, end: start + sign.length };
  }
  const [one = ''] = WORD.exec(rest) ?? [];
  if (one === '') return undefined;
  const two = /^\p{L}+ (?:de )?\p{L}+[²³]?(?![\p{L}\p{N}])/u.exec(rest)?.[0] ?? '';
  for (const name of [two, one]) {
    const unit = unitOf(name, language);
    if (unit !== undefined) return { unit, end: start + name.length };
  }
  // "three full months": one adjective may stand between, but no verb or preposition.
  const after = two.slice(one.length + 1);
  if (after === '' || ADJECTIVE_STOPS.has(one) || isStopWord(one, [language])) return undefined;
  const unit = unitOf(after, language);
  const lasts = unit !== undefined && ['month', 'day', 'second'].includes(unit.base);
  return lasts ? { unit, end: start + two.length } : undefined;
}

/** Words after which another amount begins, not a unit of the number before. */
const ADJECTIVE_STOPS = new Set(
  'a an per par pro por al je im in and et und y e or ou oder o to bis each every'.split(' '),
);

/** The currency in front of a number that starts at a place in flattened text. */
export function currencyBefore(
  text: string,
  at: number,
  language: FactLanguage,
): { readonly unit: Unit; readonly start: number } | undefined {
  const match = CURRENCY_BEFORE.exec(text.slice(Math.max(0, at - 8), at));
  const name = (match?.[1] ?? match?.[2])?.replace(/\.$/u, '');
  const unit = name === undefined ? undefined : unitOf(name, language);
  return match === null || unit === undefined ? undefined : { unit, start: at - match[0].length };
}
