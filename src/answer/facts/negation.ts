/** Words that turn a statement round, and words that limit it, in flattened text by language. */
interface Turns {
  readonly denies: RegExp;
  readonly limits: RegExp;
}

const words = (denies: string, limits: string): Turns => ({
  denies: new RegExp(`(?<![\\p{L}\\p{N}])(?:${denies})(?!\\p{L})`, 'gu'),
  limits: new RegExp(`(?<![\\p{L}\\p{N}])(?:${limits})(?!\\p{L})`, 'gu'),
});

/** What is forbidden is what is not allowed: prohibitions count as denials. */
const turns: ReadonlyMap<string, Turns> = new Map([
  [
    'en',
    words(
      "not|no|never|none|nobody|nothing|neither|nor|cannot|\\p{L}+n't|forbidden|prohibit\\p{L}*|banned|forbids?|fails?|failed|lacks?|hardly|unable|free of",
      'without|except|unless|only|if|provided|excluding|apart from|other than',
    ),
  ],
  [
    'fr',
    words(
      "ne|n(?=')|pas|jamais|aucune?|rien|personne ne|ni|interdit\\p{L}*|interdiction|defendu\\p{L}*|non|prohib\\p{L}*|exempt\\p{L}*",
      "sans|sauf|excepte|hormis|uniquement|seulement|seule?s?|si|a condition|a moins|hors|que si|qu'avec",
    ),
  ],
  [
    'de',
    words(
      'nicht|nie|niemals|kein\\p{L}*|nichts|niemand\\p{L}*|weder|verboten\\p{L}*|untersagt\\p{L}*|verbot|unzulassig\\p{L}*|unverzinst\\p{L}*',
      'ohne|ausser|ausgenommen|nur|wenn|falls|sofern|es sei denn|lediglich|ausschliesslich|soweit',
    ),
  ],
  [
    'es',
    words(
      'no|nunca|jamas|ningun\\p{L}*|nada|nadie|ni|prohib\\p{L}*|tampoco',
      'sin|salvo|excepto|solo|solamente|unicamente|si|a menos|siempre que',
    ),
  ],
  [
    'it',
    words(
      'non|mai|nessun\\p{L}*|niente|nulla|ne|vietat\\p{L}*|proibit\\p{L}*|divieto|neppure|nemmeno',
      'senza|salvo|tranne|eccetto|solo|soltanto|solamente|unicamente|se|purche|a meno',
    ),
  ],
]);

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/**
 * Whether a flattened sentence denies something, and whether it limits what it says ("only",
 * "unless"): a statement with its limit left out is another one. French counts `ne ... pas` once.
 */
export function turnsOf(flattened: string, language: string): { denies: boolean; limits: boolean } {
  const found = turns.get(language);
  if (found === undefined) return { denies: false, limits: false };
  return {
    denies: count(flattened, found.denies) > 0,
    limits: count(flattened, found.limits) > 0,
  };
}
