import { queryLanguages } from '../language/detect.ts';
import { sentenceRanges } from '../language/sentences.ts';

/** How a sentence begins that tells how to answer, not what is asked, by language. */
const ORDERS = [
  'answer|respond|reply|round|assume|suppose|imagine|act as|base (?:your|the|it)|use (?:the|only|units|no)|utili[sz]e|define|cite|keep (?:it|the|your)|be (?:brief|concise|precise|specific)|limit (?:your|the)|(?:address|approach) (?:the|this) question|(?:give|provide|write) (?:me )?(?:an? |the |your )?(?:\\p{L}+ )?(?:answer|response|reply)|(?:calculate|compute|extract)(?: \\(or \\p{L}+\\))? (?:what was asked|the answer)|(?:explain|justify|show) (?:your|why)|we (?:want|need) to|help (?:me|us)',
  'répon(?:ds|dez)|arrondi(?:s|ssez)|suppos(?:e|ez|ons)|imagin(?:e|ez)|utilis(?:e|ez) (?:seulement|uniquement|les? |la )|défini(?:s|ssez)|cit(?:e|ez) (?:la|les|ta|tes|vos|votre)|sois|soyez|donn(?:e|ez)(?:-moi)? (?:une |la |ta |votre )(?:\\p{L}+ )?réponse|limit(?:e|ez)[ -]|bas(?:e|ez)[ -]|(?:explique|justifie)(?:z)? (?:ta|votre|pourquoi)',
  'antworten?|beantworten?|runden?|nimm an|nehmen sie an|angenommen|stell(?:e|en sie)? (?:dir|sich) vor|verwenden? (?:nur|sie nur|die)|nutzen? (?:nur|sie nur|die)|zitieren?|sei (?:kurz|knapp|genau)|fass(?:e|en)? (?:dich|sie sich)|(?:gib|geben sie) (?:mir )?(?:eine|deine|ihre|die) (?:\\p{L}+ )?antwort|begründen?|beschränken?|stützen?',
  'respond(?:e|a|ed)|contest(?:a|e|ad)|redonde(?:a|e)|sup[oó]n(?:ga)?|imagin(?:a|e)|(?:usa|use|utiliza|utilice) (?:solo|sólo|la|los|las|el)|defin(?:e|a)|cit(?:a|e) (?:la|las|los|el|tu|su)|s(?:é|ea) (?:breve|conciso|preciso)|(?:da|dé|dame|deme) (?:una|tu|su|la) (?:\\p{L}+ )?respuesta|limita|(?:explica|justifica) (?:por qué|tu|su)|bas(?:a|e)(?:te|se)?',
  'rispond(?:i|a|ete)|arrotond(?:a|i)|suppon(?:i|ga)|immagin(?:a|i)|(?:usa|usi|utilizza|utilizzi) (?:solo|la|le|i|il)|definisc(?:i|a)|cit(?:a|i) (?:la|le|il|i|tua|sua)|si(?:i|a) (?:breve|conciso|preciso)|(?:dammi|mi dia|dai) (?:una|la) (?:\\p{L}+ )?risposta|limit(?:a|i)|(?:spiega|giustifica) (?:perché|la)|bas(?:a|i)(?:ti|si)?',
].join('|');
const PLEASE = "please|s['’]il (?:te|vous) plaît|bitte|por favor|per (?:favore|piacere)";
const ORDER = new RegExp(
  `^[\\s"«„“(¿¡-]*(?:(?:${PLEASE}),? )?(?:${ORDERS})(?![\\p{L}\\p{N}])`,
  'iu',
);
/** What to do where there is no answer: "If it is of no use, please say so." */
const OTHERWISE = new RegExp(
  `^\\s*(?:if|si|wenn|falls|se)(?!\\p{L})[^?]*(?<!\\p{L})(?:${PLEASE})(?!\\p{L})`,
  'iu',
);
/** What a word of the question is to mean. */
const DEFINES =
  /(?<!\p{L})(?:(?:is|are)(?: here)? defined as|(?:est|sont) définie?s? (?:comme|par)|(?:ist|sind|wird|werden) definiert als|se definen? como|è definit[oa] come)(?!\p{L})/iu;
/** "Here is the question: …" */
const ANNOUNCES =
  /^[^?]*(?<!\p{L})(?:question|answer|frage|beantworte\p{L}*|pregunta|responde|domanda|rispond\p{L}*)(?!\p{L})[^?:]*:\s+(?=\p{L}[^?]*\?)/iu;

/**
 * What is asked in a question, without the sentences that only say how to answer it or what its words
 * are to mean: "What is the rent? Answer in one word." asks "What is the rent?". Given back whole where
 * no other sentence ends in a question mark.
 */
export function whatIsAsked(question: string): string {
  const language = queryLanguages(question)[0] ?? 'und';
  const sentences = sentenceRanges(question, language).map(({ start, end }) =>
    question.slice(start, end),
  );
  const asked = sentences.flatMap((sentence) => {
    if (sentence.endsWith('?')) return [sentence.replace(ANNOUNCES, '')];
    const tellsHow = [ORDER, OTHERWISE, DEFINES].some((pattern) => pattern.test(sentence));
    return tellsHow ? [] : [sentence];
  });
  const whole =
    asked.length === sentences.length && asked.every((one, at) => one === sentences[at]);
  return whole || !asked.some((one) => one.endsWith('?')) ? question : asked.join(' ');
}
