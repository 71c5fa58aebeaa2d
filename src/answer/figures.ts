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
