/** "When" joins sentences where something else is asked before it: "What do I pay when I come late?" */
const ASKED_BEFORE =
  'how|what|who|where|why|which|do|does|did|is|are|was|were|can|may|must|qui|que|quoi|quel\\p{L}*|où|comment|pourquoi|combien|est-ce|chi|che|cosa|come|dove|perché|qual\\p{L}*|quant\\p{L}*';
export const WHEN = `(?<!(?<!\\p{L})(?:${ASKED_BEFORE})(?!\\p{L})[^?]*)(?:when|quand|quando)|(?:and when|et quand|e quando)|wann|cuándo`;

/** Openings of questions whose answer is a number, an amount, a length of time or a date. */
const OPENINGS = [
  'how (?:many|much|long|often|frequently|old|far|high|heavy|large|late|soon|tall)|what (?:year|date|time|percentage|share|amount)',
  'combien|quelle (?:année|date|durée|heure|part|somme)|quel (?:montant|âge|prix|pourcentage|délai|loyer)|à quelle (?:date|heure|fréquence)',
  'wie (?:viele?n?|lange|oft|häufig|hoch|alt|weit|schwer|groß|teuer|spät)|wieviele?n?',
  'cuánt[oa]s?|con qu[ée] frecuencia',
  'quant[oaie]|con quale frequenza',
  WHEN,
].join('|');
const ASKS = new RegExp(`(?<!\\p{L})(?:${OPENINGS})(?!\\p{L})`, 'iu');

/** What is measured in figures, as questions that begin with "what" or "quel" name it. */
const MEASURED = [
  'percentage|cost|price|fee|fine|rent|rate|salary|deposit|deadline|duration|length|height|weight|width|depth|age|speed|number|population|temperature|period|notice|wage|penalty|discount|limit|capacity',
  'pourcentage|prix|coût|tarif|loyer|taux|salaire|caution|délai|durée|longueur|hauteur|poids|largeur|profondeur|âge|vitesse|(?<!(?:el|su|un) )nombre|population|température|période|préavis|rémunération|indemnité|pénalité|remise|plafond|capacité',
  '\\p{L}*(?:prozentsatz|preis|kosten|gebühr|miete|zinssatz|gehalt|kaution|frist|dauer|länge|höhe|gewicht|geschwindigkeit|temperatur|lohn|vergütung|entgelt|pacht|pachtzins|rabatt|vertragsstrafe)|breite|tiefe|alter|zahl|anzahl',
  'porcentaje|precio|coste?|tarifa|alquiler|tasa|salario|fianza|plazo|duración|longitud|altura|peso|anchura|profundidad|edad|velocidad|número|población|temperatura|per[ií]odo|preaviso|renta|sueldo|penalización|descuento|límite|depósito|capacidad',
  'percentuale|prezzo|costo|tariffa|affitto|tasso|stipendio|cauzione|scadenza|durata|lunghezza|altezza|peso|larghezza|profondità|età|velocità|numero|popolazione|temperatura|periodo|preavviso|canone|deposito|retribuzione|penale|sconto|limite|capacità',
].join('|');
/** The same of what a report states, which "What drove the margin" does not ask for. */
const STATED =
  'amount|time|ratio|margin|revenue|turnover|profit|income|earnings|montant|marge|bénéfice|chiffre d.affaires|betrag|quote|marge|umsatz|gewinn|importe|margen|beneficio|facturación|importo|rapporto|margine|utile|fatturato';
/** What joins another thing to the one that is asked for: "What is the rule for late fees". */
const JOINING =
  'of|on|for|in|about|to|and|or|with|by|after|before|between|from|that|when|if|de|du|des|d|pour|sur|à|au|en|et|ou|avec|par|dans|von|für|im|zu|zur|zum|und|oder|mit|bei|nach|über|del|para|por|sobre|y|con|di|della|per|su|e|a';
const IS = 'is|was|were|are|est|était|ist|war|es|era|fue|è|fu';
const WHICH = 'what|which|quel(?:le)?s?|welche[rsnm]?|was|cuál(?:es)?|qué|qual[ei]?|che';
const ASKS_MEASURE = new RegExp(
  `(?<!\\p{L})(?:${[
    `(?:${WHICH}) (?:\\p{L}+ ){0,2}(?:${MEASURED})s?`,
    `(?:${WHICH}) (?:${IS}) (?:(?!(?:${JOINING})\\s)[^\\s?]+ ){0,6}(?:${MEASURED}|${STATED})s?`,
    'what (?:does|do|did|will|would) [^?]* cost',
    'que coûte\\p{L}*',
    'was koste\\p{L}*',
    'qué cuesta\\p{L}*',
  ].join('|')})(?!\\p{L})`,
  'iu',
);

/** Whether the answer to a question can be expected to hold a figure or a date. */
export function asksForFigure(question: string): boolean {
  return ASKS.test(question) || ASKS_MEASURE.test(question);
}
