/** What a sentence does to what it says. */
export interface Turned {
  /** It denies it. */
  readonly denies: boolean;
  /** It says it of some cases only: "only", "if". */
  readonly limits: boolean;
  /** It takes some cases out: "except", "unless". */
  readonly excepts: boolean;
}

/** Words that turn a statement round, limit it or take something out, in flattened text by language. */
type Turns = Readonly<Record<keyof Turned, RegExp>>;

// "ß" stays what it is in flattened text.
const pattern = (names: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.replaceAll('ss', '(?:ss|ß)')})(?!\\p{L})`, 'u');

const words = (denies: string, limits: string, excepts: string): Turns => ({
  denies: pattern(denies),
  limits: pattern(limits),
  excepts: pattern(excepts),
});

/** What is forbidden is what is not allowed: prohibitions count as denials. */
const turns: ReadonlyMap<string, Turns> = new Map([
  [
    'en',
    words(
      "not|no|never|none|nobody|nothing|neither|nor|cannot|\\p{L}+n't|forbidden|prohibit\\p{L}*|banned|forbids?|fails?|failed|lacks?|hardly|unable|free of",
      'without|only|if|provided',
      'except|unless|excluding|apart from|other than',
    ),
  ],
  [
    'fr',
    words(
      "ne|n(?=')|pas|jamais|aucune?|rien|personne ne|ni|interdit\\p{L}*|interdiction|defendu\\p{L}*|non|prohib\\p{L}*|exempt\\p{L}*",
      "sans|uniquement|seulement|seule?s?|si|a condition|que si|qu'avec",
      'sauf|excepte\\p{L}*|hormis|a moins|hors',
    ),
  ],
  [
    'de',
    words(
      'nicht|nie|niemals|kein\\p{L}*|nichts|niemand\\p{L}*|weder|verboten\\p{L}*|untersagt\\p{L}*|verbot|unzulassig\\p{L}*|unverzinst\\p{L}*',
      'ohne|nur|wenn|falls|sofern|lediglich|ausschliesslich|soweit',
      'ausser|ausgenommen|es sei denn|mit ausnahme',
    ),
  ],
  [
    'es',
    words(
      'no|nunca|jamas|ningun\\p{L}*|nada|nadie|ni|prohib\\p{L}*|tampoco',
      'sin|solo|solamente|unicamente|si|siempre que',
      'salvo|excepto|a menos|a excepcion',
    ),
  ],
  [
    'it',
    words(
      'non|mai|nessun\\p{L}*|niente|nulla|ne|vietat\\p{L}*|proibit\\p{L}*|divieto|neppure|nemmeno',
      'senza|solo|soltanto|solamente|unicamente|se|purche',
      'salvo|tranne|eccetto|a meno|ad eccezione',
    ),
  ],
]);

const NEITHER: Turned = { denies: false, limits: false, excepts: false };

/**
 * Whether a flattened sentence denies something, limits what it says or takes something out: a
 * statement without its limit is another one, and so is one that is said of the exception alone.
 * French counts `ne ... pas` once.
 */
export function turnsOf(flattened: string, language: string): Turned {
  const found = turns.get(language);
  return found === undefined
    ? NEITHER
    : {
        denies: found.denies.test(flattened),
        limits: found.limits.test(flattened),
        excepts: found.excepts.test(flattened),
      };
}
