/** Openings of questions whose answer is a name: of a person, a firm, a place. */
const ASKS_NAME =
  /(?<![\p{L}])(?:who|whom|whose|where|qui|où|wer|wen|wem|wessen|wo|quién(?:es)?|dónde|chi|dove)(?![\p{L}])/iu;

/** Whether the answer to a question can be expected to hold a name. */
export function asksForName(question: string): boolean {
  return ASKS_NAME.test(question);
}

/** A capitalised word that does not begin a sentence. */
const NAME = /(?<=[\p{L}\p{N},;:)»”"'’] )\p{Lu}[\p{L}\p{M}’'-]+/gu;

/** Whether a text holds a name that the question does not; in German every noun passes for one. */
export function holdsName(text: string, question: string): boolean {
  const asked = question.toLowerCase();
  return [...text.matchAll(NAME)].some(([name]) => !asked.includes(name.toLowerCase()));
}
