import { stem, wordsOf } from '../../language/stem.ts';
import { isStopWord } from '../../language/stop-words.ts';

/** English forms that no ending tells; each line is one word. */
const irregular = new Map(
  `pay paid|rise rose risen|fall fell fallen|sell sold|buy bought|make made|hold held|give gave given
  take took taken|begin began begun|write wrote written|keep kept|leave left|send sent|build built
  grow grew grown|choose chose chosen|lose lost|win won|lead led|say said|find found|bring brought
  spend spent|lend lent|weigh weight|see saw seen|know knew known|show shown|drive drove driven
  speak spoke spoken|meet met|feed fed|teach taught|wear wore worn|break broke broken|run ran
  person people|woman women|man men|child children`
    .split(/[|\n]/u)
    .flatMap((line) => {
      const [base = '', ...forms] = line.trim().split(' ');
      return forms.map((form): [string, string] => [form, base]);
    }),
);

/** Words that say no more than that something is so, by language. */
const light: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'get gets receive receives be is amount amounts total totals equal equals according document documents passage text state states say says mention mentions specify specifies provide provides there',
    fr: 'etre avoir selon document documents passage texte indique precise mentionne prevoit montant eleve',
    de: 'betragt belauft laut gemass dokument text abschnitt besagt erwahnt steht sein haben',
    es: 'ser estar segun documento texto indica menciona asciende',
    it: 'essere secondo documento testo indica menziona ammonta',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** One form of a word: its stem, of irregular English words that of the base. */
export function formOf(word: string, language: string): string {
  if (language === 'en') return stem(irregular.get(word) ?? word, 'en');
  // "gebaut" and "baut"; both sides are treated alike, so that "Gebiet" stays itself.
  if (language === 'de') return stem(word.replace(/^ge(\p{L}{2,}t)$/u, '$1'), 'de');
  return stem(word, language);
}

/** Forms of the words that mean something, in order; single letters are articles or marks. */
export function formsOf(text: string, language: string): string[] {
  return [...wordsOf(text)].flatMap(({ word, number }) =>
    number || word.length < 2 || isStopWord(word, [language]) ? [] : [formOf(word, language)],
  );
}

/** Whether a form may be added to a statement without adding to what it says. */
export function isLight(form: string, language: string): boolean {
  return lightForms(language).has(form);
}

const lightCache = new Map<string, ReadonlySet<string>>();
function lightForms(language: string): ReadonlySet<string> {
  let forms = lightCache.get(language);
  if (forms === undefined) {
    forms = new Set([...(light.get(language) ?? [])].map((word) => formOf(word, language)));
    lightCache.set(language, forms);
  }
  return forms;
}
