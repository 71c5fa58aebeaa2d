/** How each language asks for something of many documents; all patterns are of flattened text. */

const word = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'u');

/** "What changed between these two versions?" */
export const asksForChanges = word(
  [
    "what(?:'s| is| has| have)? (?:been )?(?:changed|different|new)|changes? (?:between|from)|differences?(?: [\\p{L}-]+){0,3} between .*versions?",
    "qu'est-ce qui (?:a|est) (?:change|nouveau|different)|ce qui (?:a change|change)|quels? (?:changements?|modifications?)|(?:differences?|changements?)(?: [\\p{L}-]+){0,3} entre .*versions?|qu'est-ce qui change",
    'was hat sich [^?]{0,200}(?:geandert|verandert)|was ist (?:neu|anders)|anderungen|unterschied\\p{L}*(?: [\\p{L}-]+){0,3} zwischen .*(?:version|fassung)\\p{L}*|was wurde [^?]{0,200}geandert',
    'que (?:ha )?cambi\\p{L}*|cambios entre|diferencias?(?: [\\p{L}-]+){0,3} entre .*versiones',
    'cosa (?:e )?cambia\\p{L}*|cambiamenti tra|modifiche tra|differenz\\p{L}*(?: [\\p{L}-]+){0,3} (?:tra|fra) .*versioni',
  ].join('|'),
);

/** "Compare the two leases." */
export const asksToCompare = word(
  'compare|comparison|differences?(?: [\\p{L}-]+){0,3} between|comparez|comparer|comparaison|differences?(?: [\\p{L}-]+){0,3} entre|vergleich\\p{L}*|unterschied\\p{L}*(?: [\\p{L}-]+){0,3} zwischen|compar[ae]|comparar|comparacion|diferencias?(?: [\\p{L}-]+){0,3} entre|confront\\p{L}*|differenz\\p{L}*(?: [\\p{L}-]+){0,3} (?:tra|fra)',
);

/** "Summarise each of them." */
export const asksToSummarise = word(
  'summari[sz]e|summary|summaries|sum up|resumez?|resumer|resumes?|zusammenfass\\p{L}*|fass\\p{L}* .*zusammen|resumen|resumir|riassum\\p{L}*|riassunt\\p{L}*',
);

/** "... mention asbestos, and where"; what stands after it is looked for. */
export const MENTIONING = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    'mentions?|mentioning|mentioned|refers? to|speaks? of|talks? about|contains? the words?|names?(?= ["“«„])',
    'mentionnent|mentionne|parlent|parle|evoquent|evoque|citent|contiennent (?:le|les) mots?',
    'erwahnen|erwahnt|nennen|sprechen von|enthalten das wort|kommt|steht etwas (?:uber|zu)',
    'mencionan|menciona|hablan|habla|citan|contienen la palabra',
    'menzionano|menziona|parlano|parla|citano|contengono la parola',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);

/** What may stand between the verb and the thing mentioned. */
export const BEFORE_MENTIONED =
  /^(?:\s|de la |de l'|de |des |du |d'|the word |the |le mot |la |le |les |l'|das wort |den |die |das |der |el |los |las |il |lo |gli |i |della |dell'|delle |degli |dei |del |di )+/u;
/** What follows the thing mentioned and is none of it. */
export const AFTER_MENTIONED =
  /(?:[,;]? (?:and|et|und|y|e) (?:where|ou|wo|donde|dove|how often|combien|wie oft)(?![\p{L}]).*|[?.!,;].*| (?:erwahnt|genannt|vor)\b.*)$/u;
/** German puts the verb last: "Welche Dokumente erwähnen X", "In welchen ... wird X erwähnt". */
export const GERMAN_PASSIVE =
  /(?<![\p{L}])(?:wird|werden|kommt|kommen|ist|sind)(?![\p{L}]) (.+?) (?:erwahnt|genannt|vor)(?![\p{L}])/u;

/** "... with their notice period and rent": what follows are fields. */
export const WITH = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    'with (?:their|its|the|each|his|her)',
    "avec (?:leurs?|le|la|les|son|sa|ses)|avec (?=l')",
    'mit (?:ihre[rmn]?|der|dem|den|deren|jeweilige[rmn]?|angabe de[rs])|(?:mit|samt) (?=\\p{L}{5,})',
    'con (?:su|sus|el|la|los|las)',
    "con (?:(?:il|la|i|le|lo) (?:loro|suo|sua|rispettiv\\p{L}*)|il|la|i|le|lo)|con (?=l')",
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);

/** Between two fields. */
export const BETWEEN_FIELDS =
  /\s*[,;]\s*(?:and |et |und |y |e )?|\s+(?:and|et|und|sowie|y|e|ed)\s+/u;
/** Articles and possessives before a field's name. */
export const ARTICLE =
  /^(?:the|their|its|a|an|le|la|les|l'|leurs?|son|sa|ses|un|une|der|die|das|den|dem|des|ihre[rmn]?|ihr|deren|el|los|las|sus?|il|lo|gli|i|loro|rispettiv\p{L}*)\s*(?<=['\s])/u;

/** Words of a question that say only what kind of thing is looked through, and that all are. */
export const ABOUT_DOCUMENTS = word(
  [
    'list|show|give|find|name|tell|state|states|stated|what|which|when|how|much|many|long|who|where|is|are|was|does|do|each|every|all|any|these|those|this|per|documents?|files?|contracts?|agreements?|reports?|leases?|papers?|letters?|in|of|for|me',
    'liste|lister|listez|montre\\p{L}*|donne\\p{L}*|trouve\\p{L}*|indique\\p{L}*|quels?|quelles?|quand|combien|qui|ou|est|sont|chaque|chacun|chacune|tous|toutes|ces|ce|documents?|fichiers?|contrats?|rapports?|baux|bail|lettres?|dans|par|pour',
    'liste|zeige|nenne|finde|gib|welche[rsnm]?|was|wann|wie|hoch|lange?|viel|viele|wer|wo|ist|sind|jede[rsnm]?|alle[rsnm]?|diese[rsnm]?|dokumente?n?|dateien?|vertrage?n?|vertrag|berichte?n?|unterlagen|in|im|je|pro|fur|auf',
    'lista|muestra|da|encuentra|que|cual|cuales|cuando|cuanto|cuanta|quien|donde|es|son|cada|todos|todas|estos|estas|documentos?|archivos?|contratos?|informes?|en|por|para|de',
    'elenca|elenco|mostra|trova|che|quale|quali|quando|quanto|quanta|chi|dove|sono|ogni|ciascun\\p{L}*|tutti|tutte|questi|queste|documenti|documento|file|contratti|contratto|rapporti|in|per|nei|nelle',
  ].join('|'),
);

/** What puts a bound before or after a date, the date itself not included, and included. */
export const BEFORE_DATE = word('before|avant|vor|antes|prima');
export const UP_TO_DATE = word(
  "until|till|by|up to|jusqu'(?:en|a|au)|bis|bis zum|hasta|fino al?|entro",
);
export const AFTER_DATE = word('after|apres|nach|despues|dopo');
export const FROM_DATE = word('since|from|depuis|seit|ab|desde|dal');
/** "Contracts that run until 2026": it is their end that is asked for. */
export const UNTIL_DATE = word("until|till|jusqu'(?:en|a|au)|bis|bis zum|hasta(?: el)?|fino al?");
