import { asksForFigure } from './figure.ts';

/** Openings of questions whose answer is a list: of steps, conditions, things. */
const ASKS_SEVERAL =
  /^[\s¿"“«„]*(?:how (?:do|does|can|could|should|must|to|is|are)|(?:what|which) (?:are|(?!(?:is|was|has|does|happens|makes) )\p{L}+s )|list|describe|comment|quel(?:le)?s |wie (?:kann|können|muss|soll|mache?|geht|läuft|funktioniert|wird|werden|beantrag)|welche |was sind|cómo|cuáles|qué (?:son|(?!es )\p{L}+s )|come |quali )|(?<!\p{L})(?:steps|requirements|features|differences|étapes|conditions|process|procedure|procédure|verfahren|ablauf|procedimiento|procedura|schritte|voraussetzungen|unterschiede|pasos|requisitos|diferencias|passaggi|requisiti|differenze)(?!\p{L})/iu;

/** Whether a question asks for several things: a list answers it better than one line of the list. */
export function asksForSeveral(question: string): boolean {
  return !asksForFigure(question) && ASKS_SEVERAL.test(question);
}
