import { statementOf } from './facts/statement.ts';
import { isFactLanguage } from './facts/fact.ts';

/** Openings of questions whose answer is a number, an amount, a length of time or a date. */
const ASKS =
  /(?<![\p{L}])(?:how (?:many|much|long|often|old|far|high|heavy|large|late|soon|tall)|when|what (?:year|date|time|percentage|share|amount)|combien|quand|quelle (?:année|date|durée|heure|part|somme)|quel (?:montant|âge|prix|pourcentage|délai|loyer)|à quelle (?:date|heure|fréquence)|wie (?:viele?n?|lange|oft|hoch|alt|weit|schwer|groß|teuer|spät)|wieviele?n?|wann|bis wann|seit wann|cuánt[oa]s?|cuándo|quant[oaie]|quando)(?![\p{L}])/iu;

/** Whether the answer to a question can be expected to hold a figure or a date. */
export function asksForFigure(question: string): boolean {
  return ASKS.test(question);
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

/** Openings of questions whose answer is a list: of steps, conditions, things. */
const ASKS_SEVERAL =
  /^[\s¿"“«„]*(?:how (?:do|does|can|could|should|must|to|is|are)|(?:what|which) (?:are|\p{L}+s )|list|describe|comment|quel(?:le)?s |wie (?:kann|können|muss|soll|mache?|geht|läuft|funktioniert|wird|werden|beantrag)|welche |was sind|cómo|cuáles|qué (?:son|\p{L}+s )|come |quali )|(?<!\p{L})(?:steps|requirements|features|differences|étapes|conditions|schritte|voraussetzungen|unterschiede|pasos|requisitos|diferencias|passaggi|requisiti|differenze)(?!\p{L})/iu;

/** Whether a question asks for several things: a list answers it better than one line of the list. */
export function asksForSeveral(question: string): boolean {
  return !asksForFigure(question) && ASKS_SEVERAL.test(question);
}
