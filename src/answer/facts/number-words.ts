import type { FactLanguage } from './fact.ts';

const list = (text: string): string[] => text.split(' ');
/** Words of numbers below a hundred, without accents; an underscore stands for a space. */
const small: Readonly<Record<FactLanguage, readonly string[]>> = {
  en: list(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ),
  fr: list(
    'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf',
  ),
  de: list(
    'null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
  ),
  es: list(
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
  ),
  it: list(
    'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
  ),
};
const tens: Readonly<Record<FactLanguage, readonly string[]>> = {
  en: list('twenty thirty forty fifty sixty seventy eighty ninety'),
  fr: list('vingt trente quarante cinquante soixante septante huitante nonante'),
  de: list('zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'),
  es: list('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'),
  it: list('venti trenta quaranta cinquanta sessanta settanta ottanta novanta'),
};
const spanishHundreds = list(
  'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
);
/** "One" and the articles that look like it. */
const ones: Readonly<Record<FactLanguage, readonly string[]>> = {
  en: ['one'],
  fr: ['un', 'une'],
  de: ['eins', 'ein', 'eine', 'einen', 'einem', 'einer', 'eines'],
  es: ['uno', 'una', 'un'],
  it: ['uno', 'una', 'un'],
};

type Names = Map<string, number>;

function frenchTens(names: Names): void {
  const unit = small.fr;
  for (let n = 1; n < 20; n++) {
    const word = unit[n] ?? '';
    if (n >= 10) {
      names.set(`soixante ${n === 11 ? 'et ' : ''}${word}`, 60 + n);
    }
    names.set(`quatre vingt ${word}`, 80 + n);
    if (n === 1) names.set('quatre vingt une', 81);
  }
  names.set('quatre vingt', 80).set('quatre vingts', 80).set('octante', 80);
}

function belowHundred(language: FactLanguage): Names {
  const names: Names = new Map();
  small[language].forEach((word, n) => names.set(word.replaceAll('_', ' '), n));
  for (const word of ones[language]) names.set(word, 1);
  tens[language].forEach((ten, index) => {
    const value = 20 + index * 10;
    names.set(ten, value);
    for (let n = 1; n < 10; n++) {
      for (const unit of n === 1 ? ones[language] : [small[language][n] ?? '']) {
        for (const name of joined(language, ten, unit, n)) names.set(name, value + n);
      }
    }
  });
  if (language === 'fr') frenchTens(names);
  return names;
}

/** Ways to write a ten with a unit. */
function joined(language: FactLanguage, ten: string, unit: string, n: number): string[] {
  switch (language) {
    case 'en':
      return [`${ten} ${unit}`];
    case 'fr':
      return n === 1 ? [`${ten} et ${unit}`, `${ten} ${unit}`] : [`${ten} ${unit}`];
    case 'de':
      return [`${unit}und${ten}`];
    case 'es':
      return ten === 'veinte' ? [`veinti${unit}`] : [`${ten} y ${unit}`];
    case 'it':
      return [`${n === 1 || n === 8 ? ten.slice(0, -1) : ten}${unit}`];
    default:
      return language satisfies never;
  }
}

/** Names of a full hundred, and what may stand between it and the rest. */
function hundreds(language: FactLanguage, n: number): { names: string[]; between: string[] } {
  const unit = small[language][n] ?? '';
  switch (language) {
    case 'en':
      return {
        names: n === 1 ? ['one hundred', 'a hundred', 'hundred'] : [`${unit} hundred`],
        between: [' ', ' and '],
      };
    case 'fr':
      return { names: n === 1 ? ['cent'] : [`${unit} cent`, `${unit} cents`], between: [' '] };
    case 'de':
      return {
        names: n === 1 ? ['hundert', 'einhundert'] : [`${unit}hundert`],
        between: ['', 'und'],
      };
    case 'es': {
      const name = spanishHundreds[n - 1] ?? '';
      return {
        names: n === 1 ? ['cien', name] : [name, name.replace(/os$/u, 'as')],
        between: [' '],
      };
    }
    case 'it':
      return { names: [n === 1 ? 'cento' : `${unit}cento`], between: [''] };
    default:
      return language satisfies never;
  }
}

const built = new Map<FactLanguage, ReadonlyMap<string, number>>();

/** Numbers from 0 to 999 by name: words joined by single spaces, no accents, no hyphens. */
export function numberNames(language: FactLanguage): ReadonlyMap<string, number> {
  const known = built.get(language);
  if (known !== undefined) return known;
  const below = belowHundred(language);
  const names: Names = new Map(below);
  for (let n = 1; n < 10; n++) {
    const { names: full, between } = hundreds(language, n);
    for (const hundred of full) {
      names.set(hundred, n * 100);
      for (const [rest, value] of below) {
        if (value === 0) continue;
        for (const gap of between) names.set(`${hundred}${gap}${rest}`, n * 100 + value);
      }
    }
  }
  built.set(language, names);
  return names;
}

/** Whether a word for one may be an article. */
export function isArticle(word: string, language: FactLanguage): boolean {
  if (language === 'en') return word === 'a' || word === 'an' || word === 'one';
  return ones[language].includes(word) && word !== 'eins';
}

const scale = (entries: Record<string, number>): ReadonlyMap<string, number> =>
  new Map(Object.entries(entries));
/** A "billion" is a thousand million in English and a million million elsewhere. */
const scales: Readonly<Record<FactLanguage, ReadonlyMap<string, number>>> = {
  en: scale({
    thousand: 1e3,
    k: 1e3,
    million: 1e6,
    millions: 1e6,
    mn: 1e6,
    mln: 1e6,
    mio: 1e6,
    billion: 1e9,
    billions: 1e9,
    bn: 1e9,
    trillion: 1e12,
    dozen: 12,
    dozens: 12,
  }),
  fr: scale({
    mille: 1e3,
    millier: 1e3,
    milliers: 1e3,
    million: 1e6,
    millions: 1e6,
    mio: 1e6,
    milliard: 1e9,
    milliards: 1e9,
    md: 1e9,
    mds: 1e9,
    billion: 1e12,
    billions: 1e12,
    douzaine: 12,
  }),
  de: scale({
    tausend: 1e3,
    tsd: 1e3,
    million: 1e6,
    millionen: 1e6,
    mio: 1e6,
    milliarde: 1e9,
    milliarden: 1e9,
    mrd: 1e9,
    billion: 1e12,
    billionen: 1e12,
    dutzend: 12,
  }),
  es: scale({
    mil: 1e3,
    miles: 1e3,
    millon: 1e6,
    millones: 1e6,
    billon: 1e12,
    billones: 1e12,
    docena: 12,
  }),
  it: scale({
    mille: 1e3,
    mila: 1e3,
    milione: 1e6,
    milioni: 1e6,
    mln: 1e6,
    miliardo: 1e9,
    miliardi: 1e9,
    mld: 1e9,
    dozzina: 12,
  }),
};

/** What a word multiplies the number before it by, or undefined. */
export function scaleOf(word: string, language: FactLanguage): number | undefined {
  return scales[language].get(word);
}

/** Thousands written as one word, as German and Italian do: "zweitausendfünfhundert", "duemila". */
export function gluedThousands(word: string, language: FactLanguage): number | undefined {
  const pattern =
    language === 'de'
      ? /^(.*?)tausend(?:und)?(.*)$/u
      : language === 'it'
        ? /^(.*?)(?:mila|mille)(.*)$/u
        : undefined;
  const [, left, right] = pattern?.exec(word) ?? [];
  if (left === undefined || right === undefined || left + right === '') return undefined;
  const names = numberNames(language);
  const thousands = left === '' ? 1 : names.get(left);
  const rest = right === '' ? 0 : names.get(right);
  return thousands === undefined || rest === undefined ? undefined : thousands * 1000 + rest;
}

const ordinalNames: Readonly<Record<FactLanguage, readonly string[]>> = {
  en: list('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'),
  fr: list(
    'premier|premiere|1er|1re deuxieme|second|seconde troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme',
  ),
  de: list('erst zweit dritt viert funft sechst siebt acht neunt zehnt elft zwolft'),
  es: list(
    'primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta septimo|septima octavo|octava noveno|novena decimo|decima undecimo duodecimo',
  ),
  it: list(
    'primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima ottavo|ottava nono|nona decimo|decima undicesimo dodicesimo',
  ),
};

/** First to twelfth as 1 to 12. */
export function ordinalOf(word: string, language: FactLanguage): number | undefined {
  const bare = language === 'de' ? /^(.+t)e[nrsm]?$/u.exec(word)?.[1] : word;
  if (bare === undefined) return undefined;
  const at = ordinalNames[language].findIndex((names) => names.split('|').includes(bare));
  return at < 0 ? undefined : at + 1;
}

/** How often: "once", "twice", "zweimal". Languages that write it in two words need no list. */
export function timesOf(word: string, language: FactLanguage): number | undefined {
  if (language === 'en') {
    const at = ['once', 'twice', 'thrice'].indexOf(word);
    return at < 0 ? undefined : at + 1;
  }
  const count = language === 'de' ? /^(.+)mal$/u.exec(word)?.[1] : undefined;
  return count === undefined ? undefined : numberNames('de').get(count);
}
