import { detectLanguage } from '../../language/detect.ts';
import { contactKind, holdsContact } from './contact.ts';
import { asksForFigure } from './figure.ts';
import { figureKind } from './figure-kind.ts';
import { holdsFigure } from './holds-figure.ts';

/**
 * Whether one of the texts holds a figure or a contact of the kind that a question asks for; true of a
 * question that asks for neither, and false without a text. "How much is a parking space?" is not answered
 * by what is said of parking spaces, however near that is.
 */
export function tellsWhatIsAsked(question: string, texts: readonly string[]): boolean {
  const contact = contactKind(question);
  if (contact !== undefined) return texts.some((text) => holdsContact(text, contact));
  if (!asksForFigure(question)) return texts.length > 0;
  const kind = figureKind(question);
  return texts.some((text) => holdsFigure(text, detectLanguage(text), kind));
}
