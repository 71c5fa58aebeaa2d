/** Words that ask for a number to call, and for an address to write to. */
const ASKS = {
  telephone:
    /(?<!\p{L})(?:(?:tele)?phone|mobile|cell|fax|extension) numbers?(?!\p{L})|(?<!\p{L})(?:what|which) (?:is|are) [^?]*(?<!\p{L})(?:(?:phone|fax)(?= (?:of|for|at|in)(?!\p{L})|\s*\?)|extension(?=\s*\?))|numéro [^?]*(?:téléphone|portable|fax)|(?:telefon|ruf|handy|mobil|fax|durchwahl)nummer|(?<!\p{L})durchwahl(?!\p{L})|n(?:ú|u)mero (?:de|del|di) (?:teléfono|móvil|fax|telefono|cellulare)/iu,
  mail: /(?<!\p{L})(?:e-?mail|mail) address|adresse (?:e-?mail|électronique|de courriel)|e-?mail-?adresse|(?:correo|dirección de correo) electrónico|indirizzo (?:e-?mail|di posta elettronica)/iu,
} as const;

/** At least five digits, however grouped; or what follows the word for an extension. */
const HOLDS = {
  telephone:
    /\p{N}(?:[\s/().–-]*\p{N}){4}|(?<!\p{L})(?:ext(?:ension|\.)?|poste|durchwahl|apparat|extensión|interno)\s*\.?\s*\p{N}/iu,
  mail: /[^\s@]@[^\s@]+\.\p{L}/u,
} as const;

export type ContactKind = keyof typeof ASKS;

/** The kind of contact that a question asks for; undefined where it asks for something else. */
export function contactKind(question: string): ContactKind | undefined {
  return (['telephone', 'mail'] as const).find((kind) => ASKS[kind].test(question));
}

/** Whether a text holds what may be a contact of a kind. */
export function holdsContact(text: string, kind: ContactKind): boolean {
  return HOLDS[kind].test(text);
}
