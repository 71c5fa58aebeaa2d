/** Openings of questions whose answer is one thing of a kind: "Which team", "Quel événement". */
const ASKS_WHICH =
  /(?<!\p{L})(?:(?:which|what) (?!(?:is|are|was|were|does|do|did|has|have|can|could|should|must|will|would|happen\p{L}*|makes?)(?!\p{L}))|quel(?:le)?s? (?!(?:est|sont|étai\p{L}*|fu\p{L}*)(?!\p{L}))|welche[rsnm]? |quale (?!(?:è|era)(?!\p{L}))|che (?:tipo|anno|nome) )\p{L}/iu;

/**
 * Openings of questions whose answer is what somebody makes, has or does something to ("What does the firm
 * deliver"), and what must not come next: what a thing is, means or says, what happens and what one ought
 * to do are explained instead.
 */
const ASKS_WHAT: readonly (readonly [opening: string, unless: string])[] = [
  [
    'what (?:does|do|did|has|have|had|will|would|can) ',
    '(?:I|we|you|one|people)|(?:[^?]* )?(?:mean|signify|do|done|say|said|happen\\p{L}*|involve|entail|look like)',
  ],
  ['(?:de|avec|par|sur|contre) quoi ', 'il s|parle\\p{L}*'],
  [
    "qu(?:e |[’'] ?)",
    'est|sont|était|signifi\\p{L}*|v(?:eu|ou)\\p{L}*|se|s|fai\\p{L}*|fau\\p{L}*|doi\\p{L}*|p(?:ui|eu)\\p{L}*|di\\p{L}*|arrive|implique|pense\\p{L}*',
  ],
  [
    'was ',
    'ist|sind|war|waren|bedeute\\p{L}*|hei(?:ß|ss)\\p{L}*|passier\\p{L}*|gesch[ai]e?h\\p{L}*|tu\\p{L}*|mach\\p{L}*|m[uü]ss\\p{L}*|soll\\p{L}*|k[aö]nn\\p{L}*|d[aü]rf\\p{L}*|(?:be)?sag\\p{L}*|steht|gilt|für',
  ],
  ['(?:womit|woraus|wovon) ', 'handel\\p{L}*'],
  [
    'qué ',
    'es|son|era|eran|fue|fueron|hay|pas[aó]|sucede|ocurre|ha|deb\\p{L}*|pued\\p{L}*|ha[cg]\\p{L}*|tengo|significa\\p{L}*|quiere|dice\\p{L}*|implica\\p{L}*',
  ],
  [
    '(?:che cosa|cosa|che) ',
    'cosa?|è|sono|era|erano|fu|furono|succede|accade|c|fa|fare|faccio|dev\\p{L}*|poss\\p{L}*|può|significa\\p{L}*|vuol|dice\\p{L}*|comporta\\p{L}*',
  ],
];
/** "Que" and "che" join sentences elsewhere than at the beginning; other words ask where they stand. */
const OPENS = String.raw`(?:^\P{L}*|(?<!por )(?<!\p{L})(?=what|qué))`;
const ASKS_WHAT_DONE = new RegExp(
  ASKS_WHAT.map(([opening, unless]) => `${OPENS}${opening}(?!(?:${unless})(?!\\p{L}))\\p{L}`).join(
    '|',
  ),
  'iu',
);

/** Whether the answer to a question is one thing, which a sentence tells. */
export function asksForThing(question: string): boolean {
  return ASKS_WHICH.test(question) || ASKS_WHAT_DONE.test(question);
}
