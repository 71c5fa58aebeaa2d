/** Words that turn a statement round, by language. */
const negations: ReadonlyMap<string, RegExp> = new Map([
  ['en', /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b/iu],
  ['fr', /(?:^|[\s'’])(?:ne|n['’]|pas|jamais|aucune?|rien|personne|ni|sans)(?=[\s'’.,;]|$)/iu],
  ['de', /(?:^|\s)(?:nicht|nie|niemals|kein\p{L}*|nichts|niemand|weder|ohne)(?=[\s.,;]|$)/iu],
  ['es', /(?:^|\s)(?:no|nunca|jamás|ningún\p{L}*|ningun\p{L}*|nada|nadie|ni|sin)(?=[\s.,;]|$)/iu],
  ['it', /(?:^|\s)(?:non|mai|nessun\p{L}*|niente|nulla|né|senza)(?=[\s.,;]|$)/iu],
  ['nl', /(?:^|\s)(?:niet|nooit|geen|niets|niemand|zonder)(?=[\s.,;]|$)/iu],
  ['pt', /(?:^|\s)(?:não|nunca|jamais|nenhum\p{L}*|nada|ninguém|nem|sem)(?=[\s.,;]|$)/iu],
  ['pl', /(?:^|\s)(?:nie|nigdy|żad\p{L}*|nic|nikt|ani|bez)(?=[\s.,;]|$)/iu],
]);

/** Whether a sentence denies something. Languages without a list are taken to affirm. */
export function hasNegation(sentence: string, language: string): boolean {
  return negations.get(language)?.test(sentence) ?? false;
}
