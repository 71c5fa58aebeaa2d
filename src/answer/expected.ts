import { statementOf } from './facts/statement.ts';
import { isFactLanguage } from './facts/fact.ts';

/** Openings of questions whose answer is a number, an amount, a length of time or a date. */
const ASKS =
  /(?<![\p{L}])(?:how (?:many|much|long|often|old|far|high|heavy|large|late|soon|tall)|when|what (?:year|date|time|percentage|share|amount)|combien|quand|quelle (?:année|date|durée|heure|part|somme)|quel (?:montant|âge|prix|pourcentage|délai|loyer)|à quelle (?:date|heure|fréquence)|wie (?:viele?n?|lange|oft|hoch|alt|weit|schwer|groß|teuer|spät)|wieviele?n?|wann|bis wann|seit wann|cuánt[oa]s?|cuándo|quant[oaie]|quando)(?![\p{L}])/iu;

/** What is measured in figures, as questions that begin with "what" or "quel" name it. */
const MEASURED = [
  'cost|price|fee|fine|rent|rate|salary|deposit|deadline|duration|length|height|weight|width|depth|age|speed|number|population|temperature',
  'prix|coût|tarif|loyer|taux|salaire|caution|délai|durée|longueur|hauteur|poids|largeur|profondeur|âge|vitesse|nombre|population|température',
  'preis|kosten|gebühr|miete|zinssatz|gehalt|kaution|frist|dauer|länge|höhe|gewicht|breite|tiefe|alter|geschwindigkeit|zahl|anzahl|temperatur',
  'precio|coste?|tarifa|alquiler|tasa|salario|fianza|plazo|duración|longitud|altura|peso|anchura|profundidad|edad|velocidad|número|población|temperatura',
  'prezzo|costo|tariffa|affitto|tasso|stipendio|cauzione|scadenza|durata|lunghezza|altezza|peso|larghezza|profondità|età|velocità|numero|popolazione|temperatura',
].join('|');
const ASKS_MEASURE = new RegExp(
  `(?<!\\p{L})(?:(?:what|which|quel(?:le)?s?|welche[rsnm]?|was|cuál(?:es)?|qué|qual[ei]?|che) (?:\\p{L}+ ){0,2}(?:${MEASURED})s?|(?:what (?:does|do|did|will|would) [^?]* cost|que coûte\\p{L}*|was koste\\p{L}*|qué cuesta\\p{L}*))(?!\\p{L})`,
  'iu',
);

/** Whether the answer to a question can be expected to hold a figure or a date. */
export function asksForFigure(question: string): boolean {
  return ASKS.test(question) || ASKS_MEASURE.test(question);
}

/** Whether a text names a figure, in digits or in words. */
export function holdsFigure(text: string, language: string): boolean {
  if (/\p{N}/u.test(text)) return true;
  return isFactLanguage(language) && statementOf(text, language).quantities.length > 0;
}

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

/** Openings of questions whose answer is a list: of steps, conditions, things. */
const ASKS_SEVERAL =
  /^[\s¿"“«„]*(?:how (?:do|does|can|could|should|must|to|is|are)|(?:what|which) (?:are|(?!(?:is|was|has|does|happens|makes) )\p{L}+s )|list|describe|comment|quel(?:le)?s |wie (?:kann|können|muss|soll|mache?|geht|läuft|funktioniert|wird|werden|beantrag)|welche |was sind|cómo|cuáles|qué (?:son|(?!es )\p{L}+s )|come |quali )|(?<!\p{L})(?:steps|requirements|features|differences|étapes|conditions|process|procedure|procédure|verfahren|ablauf|procedimiento|procedura|schritte|voraussetzungen|unterschiede|pasos|requisitos|diferencias|passaggi|requisiti|differenze)(?!\p{L})/iu;

/** Whether a question asks for several things: a list answers it better than one line of the list. */
export function asksForSeveral(question: string): boolean {
  return !asksForFigure(question) && ASKS_SEVERAL.test(question);
}
