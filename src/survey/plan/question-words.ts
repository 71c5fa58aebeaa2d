/** How each language asks for something of many documents; all patterns are of flattened text. */

const word = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'u');

/** "What changed between these two versions?" */
export const asksForChanges = word(
  [
    "what(?:'s| is| has| have)? (?:been )?(?:changed|different|new)|what changes|(?:which|list|show)(?: \\p{L}+){0,2} changes|changes?(?: \\p{L}+){0,3} (?:between|from)|diff|differences?(?: [\\p{L}-]+){0,3} between .*versions?",
    "qu'est-ce qui (?:a|est) (?:change|nouveau|different)|ce qui (?:a change|change)|quel(?:le)?s? (?:sont les )?(?:changements?|modifications?)|(?:changements?|modifications?)(?: [\\p{L}-]+){0,3} entre|differences?(?: [\\p{L}-]+){0,3} entre .*versions?|qu'est-ce qui change",
    'was hat sich [^?]{0,200}(?:geandert|verandert)|was ist [^?]{0,60}(?:neu|anders)|anderungen|unterschied\\p{L}*(?: [\\p{L}-]+){0,3} zwischen .*(?:version|fassung)\\p{L}*|was wurde [^?]{0,200}geandert',
    'que (?:ha )?cambi\\p{L}*|que (?:cambios|modificaciones)|(?:cambios|modificaciones)(?: \\p{L}+){0,3} entre|diferencias?(?: [\\p{L}-]+){0,3} entre .*versiones',
    'cosa (?:e )?cambia\\p{L}*|quali (?:modifiche|cambiamenti)|(?:cambiamenti|modifiche)(?: \\p{L}+){0,3} (?:tra|fra)|differenz\\p{L}*(?: [\\p{L}-]+){0,3} (?:tra|fra) .*versioni',
  ].join('|'),
);

/** Versions of one document: how they differ is what changed. */
export const NAMES_VERSIONS = word(
  'versions?|versionen|fassung(?:en)?|versiones|versioni|versione',
);

/** "Compare the two leases.", "How does one differ from the other?" */
export const asksToCompare = word(
  [
    '(?<!(?:dove|file|documenti|contratti|rapporti|relazioni) )compare|comparison|differences?(?: [\\p{L}-]+){0,3} between|how (?:does|do|is|are) [^?]{0,200}differ(?:ent)?',
    "comparez|comparer|comparaison|differences?(?: [\\p{L}-]+){0,3} entre|(?:en quoi|comment) [^?]{0,200}differ\\p{L}*|qu'est-ce qui (?:distingue|differencie)",
    'vergleich\\p{L}*|unterschied\\p{L}*(?: [\\p{L}-]+){0,3} zwischen|unterscheide[nt]',
    'compara|comparar|comparacion|diferencias?(?: [\\p{L}-]+){0,3} entre|(?:en que|como) [^?]{0,200}(?:diferencia|distingue)n?',
    'confront\\p{L}*|differenz\\p{L}*(?: [\\p{L}-]+){0,3} (?:tra|fra)|(?:in|che) cosa [^?]{0,200}(?:differi|distingu)\\p{L}*',
  ].join('|'),
);

/** "Summarise each of them." */
export const asksToSummarise = word(
  'summari[sz]e|summary|summaries|sum up|resumez?|resumer|resumes?|zusammenfass\\p{L}*|fass\\p{L}* .*zusammen|resumen|resumir|riassum\\p{L}*|riassunt\\p{L}*',
);

/** "What is each of them about?" */
export const asksWhatAbout = word(
  "what (?:is|are) [^?]{0,80} about|de quoi (?:parle|traite|s'agi)\\p{L}*|worum geht|wovon handel\\p{L}*|de que (?:trata|habla)n?|di (?:che )?cosa (?:parla|tratta)\\p{L}*|di che (?:parla|tratta)\\p{L}*",
);

/** "... mention asbestos, and where"; what stands after it is looked for. */
export const MENTIONING = word(
  [
    'mentions?|mentioning|mentioned|refers? to|referring to|speaks? (?:of|about)|talks? about|deals? with|dealing with|names?(?= ["“«„])',
    'mentionnent|mentionne|mentionnant|parlent|parle(?:-t-on)?|evoquent|evoque|citent|traitent|abordent|(?:est-il|il est) question|apparait|apparaissent',
    'erwahnen|erwahnt|nennen|sprechen von|handeln von|geht es um|kommt|steht etwas (?:uber|zu)',
    'mencionan|menciona|hablan?|citan|tratan de|aparecen?',
    'menzionano|menziona|menzionat[oaie]|parlano|parla|citano|trattano di|compare|compaiono|appare|appaiono',
  ].join('|'),
);
/** "... that contain asbestos"; a contract that contains a notice period is asked for the period. */
export const CONTAINING = word(
  [
    'contains?|containing',
    'contiennent|contient|contenant',
    'enthalten|enthalt',
    'contienen|contiene',
    'contengono',
  ].join('|'),
);

/** What may stand between the verb and the thing mentioned. */
export const BEFORE_MENTIONED =
  /^(?:\s|de la |de l'|de |des |du |d'|the words? |the term |the |an? |any |les? mots? |le terme |la |le |les |l'|das wort |den begriff |von |etwas uber |den |die |das |der |la palabra |el termino |el |los |las |la parola |il termine |il |lo |gli |i |della |dell'|delle |degli |dei |del |di )+/u;
/** What follows the thing mentioned and is none of it. */
export const AFTER_MENTIONED =
  /(?:[,;]? (?:and|et|und|y|e) (?:where|ou|wo|donde|dove|how often|combien|wie oft)(?![\p{L}]).*|[?.!,;].*| (?:erwahnt|genannt|vor)\b.*)$/u;
/** What is mentioned stands before the verb: "is asbestos mentioned", "wird Asbest erwähnt". */
export const MENTIONED_BEFORE: readonly RegExp[] = [
  /(?<![\p{L}])(?:is|are|was|were|does|do) (.+?) (?:mentioned|named|discussed|referred to|appear|occur|come up|show up|feature)(?![\p{L}])/u,
  /.*(?<![\p{L}])(?:l'|le |la |les )(.+?) (?:est|sont)-(?:ils?|elles?) (?:mentionne|cite|evoque|nomme)e?s?(?![\p{L}])/u,
  /(?<![\p{L}])(?:wird|werden|kommt|kommen|ist|sind|taucht|tauchen) (.+?) (?:erwahnt|genannt|vor|auf|die rede)(?![\p{L}])/u,
];

/** "... with their notice period and rent": what follows are fields. */
export const WITH_THEIR = word(
  [
    '(?:with|including) (?:their|its|his|her)|with (?:the respective|each)',
    'avec (?:leurs?|son|sa|ses)',
    'mit (?:ihre[rmn]?|deren|jeweilige[rmn]?|angabe de[rs])',
    'con (?:sus?|(?:il |la |i |le |lo )?(?:loro|suo|sua|rispettiv\\p{L}*))',
  ].join('|'),
);
/** The same where fields follow; else "with" leads in to anything: "contracts with the city". */
export const WITH = word(
  '(?:along |together )?with(?: the| an?)?|including(?: the| an?)?|avec(?: les?| la)?|(?:mit|samt|nebst)(?: de[rmns]| einer?)?|con(?: el| los?| las?| il| le| gli| un[ao]?)?',
);

/** Between two fields. */
export const BETWEEN_FIELDS =
  /\s*[,;]\s*(?:and |et |und |y |e )?|\s+(?:and|et|und|sowie|y|e|ed)\s+/u;
/** Articles, possessives and words of questions before a field's name. */
export const ARTICLE =
  /^(?:the|which|what|quel(?:le)?s?|welche[rnms]?|que|cuales?|quali|quale|their|its|a|an|le|la|les|l'|leurs?|son|sa|ses|un|une|der|die|das|den|dem|des|ihre[rmn]?|ihr|deren|el|los|las|sus?|il|lo|gli|i|loro|rispettiv\p{L}*)\s*(?<=['\s])/u;

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
