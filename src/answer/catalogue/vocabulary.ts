/** Days and spans counted from now. */
// prettier-ignore
export const relativeTimes = ['today', 'yesterday', 'week', 'last-week', 'month', 'last-month', 'year', 'last-year'] as const;
export type RelativeTime = (typeof relativeTimes)[number];

// prettier-ignore
export const kindNames = ['pdf', 'word', 'slides', 'sheets', 'web', 'markdown', 'text', 'mail', 'images'] as const;
export type Kind = (typeof kindNames)[number];

/** Kinds of files that people name, with the extensions they mean. */
export const kinds: Readonly<Record<Kind, readonly string[]>> = {
  pdf: ['pdf'],
  word: ['docx', 'doc', 'docm', 'odt', 'rtf'],
  slides: ['pptx', 'ppt', 'odp', 'key'],
  sheets: ['xlsx', 'xls', 'xlsm', 'ods', 'csv', 'tsv'],
  web: ['html', 'htm', 'xhtml', 'mht', 'mhtml'],
  markdown: ['md', 'markdown'],
  text: ['txt', 'text'],
  mail: ['eml', 'msg', 'mbox'],
  images: ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'bmp', 'webp', 'gif', 'heic'],
};

/**
 * The words of one language that a question about the collection itself is made of, as alternatives
 * of regular expressions over folded text (lower case, no accents).
 */
export interface Vocabulary {
  readonly documents: string;
  /** Says that the collection is meant: "in here", "in my library", "do I have". */
  readonly here: string;
  readonly count: string;
  /** Asks for names: "which", "show me". */
  readonly list: string;
  /** Asks what there is: with `here` and nothing else it asks for an overview. */
  readonly what: string;
  /** Says that none is left out: "all", "everything". */
  readonly all: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  /** Says that it was not read, whatever it is. */
  readonly unread: string;
  /** Says so of a file; of anything else it says another thing. */
  readonly failed: string;
  readonly newest: string;
  readonly oldest: string;
  readonly largest: string;
  readonly since: string;
  readonly after: string;
  readonly before: string;
  readonly until: string;
  readonly relative: Readonly<Record<RelativeTime, string>>;
  /** January first. */
  readonly months: readonly string[];
  /** Words that add nothing. */
  readonly filler: string;
}

/** The words of the languages that questions about the collection are understood in. */
export const vocabularies: Readonly<Record<'en' | 'fr' | 'de' | 'es' | 'it', Vocabulary>> = {
  en: {
    documents: 'documents?|files?',
    here: '(?:an? )?(?:short )?(?:overview|summary) of|(?:types|kinds) of (?:files|documents)|(?:file|document) types|these (?:documents|files) about|(?:my|this|your|our) (?:library|collection|folder)(?: about)?|(?:in|into) (?:here|carrel|(?:the|my|this|your|our) (?:library|collection|folder|index|catalogue|catalog|archive))|(?:do|did|have) (?:i|we|you) (?:have|got|add(?:ed)?|import(?:ed)?|index(?:ed)?|know about)|(?:i|we|you) (?:have|added|imported|indexed)|are (?:there|here)|is (?:there|here)|there are|here',
    count: 'how many|(?:the )?number of|count',
    list: 'which(?: ones)?|(?:are|were) there any|list|show(?: me)?|name|give me',
    what: "what(?:'s| is| are)?|contains?|hold",
    all: 'all|every|everything|each',
    kinds: {
      pdf: "pdfs?|pdf's",
      word: 'word|docx?',
      slides: 'power ?points?|presentations?|slide ?(?:decks?|shows?)|pptx?',
      sheets: 'spreadsheets?|excel|xlsx?|csvs?',
      web: 'html|web ?pages?',
      markdown: 'markdown',
      text: 'plain text|text|txt',
      mail: 'e-?mails?|mails?',
      images: 'images?|pictures?|photos?',
    },
    unread:
      "(?:could not|cannot|can not|can(?:no|')t|couldn't) be (?:read|opened|imported|indexed)|(?:were|was|are|is) not (?:read|imported|indexed)|(?:weren't|wasn't|aren't) (?:read|imported|indexed)|failed to (?:import|index|load|open|be read)|unreadable|(?:cannot|could not|can't|couldn't) (?:you|carrel) read|(?:can(?:no|')t|could(?: not|n't)) (?:you|carrel) read",
    failed: 'failed|skipped|(?:with|have|had) (?:errors|problems)',
    newest: 'newest|latest|most recent(?:ly)?|last (?:changed|modified|updated)',
    oldest: 'oldest',
    largest: 'largest|biggest',
    since: 'since',
    after: 'after',
    before: 'before|older than',
    until: 'until|up to',
    relative: {
      today: 'today',
      yesterday: 'yesterday',
      week: 'this week',
      'last-week': 'last week',
      month: 'this month',
      'last-month': 'last month',
      year: 'this year',
      'last-year': 'last year',
    },
    months:
      'january|jan,february|feb,march|mar,april|apr,may,june|jun,july|jul,august|aug,september|sept?,october|oct,november|nov,december|dec'.split(
        ',',
      ),
    filler:
      'the|all|any|of|from|in|on|are|is|were|was|and|to|between|dated|changed|modified|updated|last|added|year|please|my|our|have|there|here|a|an|that|do|does|it|you|i|we',
  },
  fr: {
    documents: 'documents?|fichiers?',
    here: "(?:un )?(?:apercu|resume) (?:de|des)|(?:une )?vue d'ensemble (?:de|des)|(?:types|sortes|formats) de (?:fichiers|documents)|(?:parlent|traitent) (?:ces|les|mes) (?:documents|fichiers)|(?:ma|cette|ce|mon|votre|notre) (?:bibliotheque|collection|dossier)|ici|la-dedans|dans (?:carrel|(?:la|le|ma|mon|cette|ce|votre|notre) (?:bibliotheque|collection|dossier)|(?:l'|mon |cet )(?:index|archive|catalogue))|(?:ai-je|j'ai|avons-nous|nous avons|avez-vous|as-tu|tu as|est-ce que j'ai|est-ce que vous avez)|(?:y a-t-il|il y a|y'a|y a)",
    count: "combien(?: de| d')?|(?:le )?nombre (?:de|d')",
    list: '(?:les?|la)?quel(?:le)?s?(?: sont| est)?|liste(?:r|z)?|montre[rz]?(?:-moi)?|affiche[rz]?|donne[rz]?(?:-moi)?',
    what: "qu'est-ce qu'|qu'|que|de quoi|quoi|contient",
    all: 'tous|toutes|tout',
    kinds: {
      pdf: 'pdf',
      word: 'word|docx?',
      slides: 'power ?points?|presentations?|diaporamas?|pptx?',
      sheets: 'tableurs?|feuilles? de calcul|excel|xlsx?|csv',
      web: 'html|pages? web',
      markdown: 'markdown',
      text: 'texte?s?|txt',
      mail: 'e-?mails?|courriels?|mails?',
      images: 'images?|photos?',
    },
    unread:
      "n'ont pas ete lus?|n'ont (?:pas )?pu etre lus?|n'a (?:pas )?pu etre lu|n'ont pas (?:pu etre|ete) (?:importe|ouvert|indexe|lu)s?|illisibles?",
    failed: 'en echec|ont echoue',
    newest: '(?:le|les) plus recents?|les? derniers?|dernierement',
    oldest: '(?:le|les) plus (?:anciens?|vieux)',
    largest: '(?:le|les) plus (?:gros|grands?|volumineux)',
    since: 'depuis',
    after: 'apres',
    before: 'avant',
    until: "jusqu'(?:en|a|au)",
    relative: {
      today: "aujourd'hui",
      yesterday: "d'hier|hier",
      week: 'cette semaine',
      'last-week': '(?:la )?semaine (?:derniere|passee)',
      month: 'ce mois(?:-ci)?',
      'last-month': '(?:le )?mois (?:dernier|passe)',
      year: 'cette annee',
      'last-year': "(?:l')?(?:annee|an) (?:derniere?|passee?)",
    },
    months:
      'janvier,fevrier,mars,avril,mai,juin,juillet,aout,septembre,octobre,novembre,decembre'.split(
        ',',
      ),
    filler:
      "les?|la|l'|des?|d'|du|en|sont|est|ont|a|et|entre|dates?|datent|modifies?|changes?|ajoutes?|annee|an|tous|toutes|tout|qui|que|s'il vous plait|s'il te plait|mes|nos|vos|existe(?:nt)?|il|y|t-il|je|vous|nous|ete|au|aux|format|un|une",
  },
  de: {
    documents: 'dokumenten?|dateien|datei|unterlagen|dokument',
    here: '(?:datei|dokument)(?:typen|arten|formate)|(?:arten|typen) von (?:dateien|dokumenten)|geht es in (?:diesen|meinen|den) (?:dokumenten|dateien|unterlagen)|steckt hier|liegt hier|(?:einen |eine )?(?:uberblick|ubersicht) (?:uber|von)|(?:meine|diese|dieser|unsere) (?:bibliothek|sammlung|ordner)|hier(?: drin)?|(?:steckt )?in (?:carrel|(?:der|meiner|dieser|unserer|ihrer|diesem|meinem) (?:bibliothek|sammlung|ordner))|im (?:index|archiv|katalog|bestand)|(?:habe|hab) ich|haben (?:wir|sie)|gibt es|liegen|sind (?:da|drin|vorhanden)|vorhanden',
    count: 'wie ?viele?|(?:die )?anzahl(?: der| von)?',
    list: 'welche[rsn]?|liste|gib mir|zeige?(?: mir)?|nenne?(?: mir)?|auflisten',
    what: 'was|worum|enthalt',
    all: 'alle[rns]?|alles',
    kinds: {
      pdf: 'pdfs?(?:-dateien|-dokumente|-datei)?',
      word: 'word(?:-dateien|-dokumente|dateien|dokumente)?|docx?',
      slides: 'power ?points?|prasentationen|prasentation|folien|pptx?',
      sheets: 'tabellen|excel(?:-dateien|-tabellen|dateien|tabellen)?|xlsx?|csv',
      web: 'html(?:-dateien|-seiten)?|webseiten',
      markdown: 'markdown(?:-dateien)?',
      text: 'text(?:-)?dateien|txt',
      mail: 'e-?mails?|mails?',
      images: 'bilder|bilddateien|fotos',
    },
    unread:
      '(?:konnten?|konnen|kann) nicht (?:geoffnet|importiert|eingelesen) werden|(?:konnten?|konnen|kann) nicht gelesen werden|nicht gelesen werden (?:konnten?|konnen)|nicht lesbar|unlesbar|nicht (?:ein)?gelesen|nicht importiert',
    failed: 'fehlgeschlagen|mit fehlern',
    newest: '(?:am )?neuesten?|neueste[nrs]?|jungsten?|zuletzt (?:geandert|bearbeitet)',
    oldest: 'altesten?|alteste[nrs]?',
    largest: 'grossten?|grosste[nrs]?',
    since: 'seit|ab',
    after: 'nach',
    before: 'vor|alter als',
    until: 'bis',
    relative: {
      today: 'von heute|heute',
      yesterday: 'von gestern|gestern',
      week: '(?:in )?diese[rn]? woche',
      'last-week': '(?:in der )?(?:letzten?|letzter|vorigen?) woche',
      month: '(?:in )?diese[mn]? monat|diesen monats',
      'last-month': '(?:im )?(?:letzten|vorigen) monat',
      year: '(?:in )?diese[ms] jahr(?:es)?',
      'last-year': '(?:im )?(?:letzten|vorigen|vergangenen) jahr(?:es)?|letztes jahr',
    },
    months:
      'januar|janner,februar,marz,april,mai,juni,juli,august,september,oktober,november,dezember'.split(
        ',',
      ),
    filler:
      'auf|die|der|das|den|dem|von|vom|aus|im|in|am|sind|ist|wurden?|und|zwischen|stammen|stammt|datieren|geandert|bearbeitet|hinzugefugt|jahr|bitte|meine|unsere|es|hier|ich|sie|wir|mir|ein|eine|einen|da',
  },
  es: {
    documents: 'documentos?|archivos?|ficheros?',
    here: '(?:un )?resumen de|(?:una )?vision general de|tipos de (?:archivos|documentos|ficheros)|tratan (?:estos|los|mis) (?:documentos|archivos)|(?:mi|esta|nuestra|su) (?:biblioteca|coleccion|carpeta)|aqui|(?:en|dentro de) (?:carrel|(?:la|mi|esta|nuestra|su) (?:biblioteca|coleccion|carpeta)|(?:el|mi|este) (?:indice|archivo|catalogo))|tengo|tenemos|tienes|tiene|hay',
    count: 'cuant[oa]s?|(?:el )?numero de',
    list: 'que|cual(?:es)?|lista(?:r|me)?|muestra(?:me)?|muestre(?:me)?|ensena(?:me)?|dame|nombra(?:me)?',
    what: 'de que|que|contiene',
    all: 'todos|todas|todo',
    kinds: {
      pdf: 'pdfs?',
      word: 'word|docx?',
      slides: 'power ?points?|presentaciones|presentacion|diapositivas|pptx?',
      sheets: 'hojas? de calculo|excel|xlsx?|csv',
      web: 'html|paginas? web',
      markdown: 'markdown',
      text: 'texto(?: plano)?|txt',
      mail: 'correos?(?: electronicos?)?|e-?mails?',
      images: 'imagenes|fotos?|imagen',
    },
    unread:
      'no se (?:han podido|pudieron|ha podido|pudo|pueden|puede) (?:leer|abrir|importar|indexar)|no se (?:han )?(?:leido|importado|leyeron|importaron)|ilegibles?',
    failed: 'fallidos?|han fallado|con errores',
    newest: 'mas (?:recientes?|nuevos?)|ultimos?',
    oldest: 'mas (?:antiguos?|viejos?)',
    largest: 'mas (?:grandes?|pesados?)',
    since: 'desde',
    after: 'despues del?|posteriores? a',
    before: 'antes del?|anteriores? a',
    until: 'hasta',
    relative: {
      today: '(?:de )?hoy',
      yesterday: '(?:de )?ayer',
      week: '(?:de )?esta semana',
      'last-week': '(?:de )?la semana pasada',
      month: '(?:de )?este mes',
      'last-month': '(?:del? )?(?:el )?mes pasado',
      year: '(?:de )?este ano',
      'last-year': '(?:del? )?(?:el )?ano pasado',
    },
    months:
      'enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre|setiembre,octubre,noviembre,diciembre'.split(
        ',',
      ),
    filler:
      'los|las|el|la|de|del|en|son|es|y|e|entre|fechad[oa]s?|cambiad[oa]s?|modificad[oa]s?|anadid[oa]s?|anadieron|agregaron|ano|todos|todas|que|por favor|mis|nuestros|se|han|sido|fueron|me|un|una|formato|a|al|tipo',
  },
  it: {
    documents: 'documenti|documento|files?',
    here: "(?:una )?panoramica (?:di|dei|sui)|tipi di (?:file|documenti)|(?:parlano|trattano) (?:questi|i|i miei) (?:documenti|file)|(?:la mia|questa|la nostra|la sua) (?:biblioteca|raccolta|collezione|cartella)|qui(?: dentro)?|qua|(?:in|dentro) carrel|n(?:ella|el) (?:mia |tua |sua |nostra |mio )?(?:biblioteca|raccolta|collezione|indice|archivio|catalogo)|in questa (?:biblioteca|raccolta|collezione|cartella)|(?:ho|abbiamo|hai|ha)|ci sono|c'e",
    count: 'quant[ie]|(?:il )?numero (?:di|dei)',
    list: 'quali|quale|fammi|qual|elenca(?:mi)?|elenco|mostra(?:mi)?|mostri|dammi|lista',
    what: "di (?:che )?cosa|che cosa|cosa|che|cos'|contiene",
    all: 'tutti|tutte|tutto',
    kinds: {
      pdf: 'pdf',
      word: 'word|docx?',
      slides: 'power ?points?|presentazioni|presentazione|pptx?',
      sheets: 'fogli(?:o)? (?:di calcolo|elettronic[io])|excel|xlsx?|csv',
      web: 'html|pagine web|pagina web',
      markdown: 'markdown',
      text: '(?:di )?testo|txt',
      mail: 'e-?mail|posta',
      images: 'immagini|immagine|foto',
    },
    unread:
      'non (?:si (?:possono|poteva|potevano|e potut[oi]|sono potuti) leggere|e stato possibile leggere|(?:possono|hanno potuto) essere letti|sono stat[ei] (?:lett[ei]|importat[ei]))|non si (?:possono|sono potuti) (?:aprire|importare)|illeggibili|non leggibili',
    failed: 'falliti|con errori',
    newest: 'piu (?:recent[ei]|nuov[io])|ultim[io]',
    oldest: 'piu (?:vecch(?:i|io)|antic(?:o|hi))',
    largest: 'piu (?:grand[ei]|pesant[ei])',
    since: 'dal|da',
    after: 'dopo(?: il)?|successiv[io] al',
    before: 'prima del|precedent[ei] al',
    until: 'fino al',
    relative: {
      today: '(?:di )?oggi',
      yesterday: '(?:di )?ieri',
      week: '(?:di )?questa settimana',
      'last-week': '(?:della |la )?(?:settimana scorsa|scorsa settimana)',
      month: '(?:di )?questo mese',
      'last-month': '(?:del |il )?(?:mese scorso|scorso mese)',
      year: "(?:di )?quest'anno",
      'last-year': "(?:dell'|l')?anno scorso|(?:dello |lo )?scorso anno",
    },
    months:
      'gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre'.split(
        ',',
      ),
    filler:
      "i|gli|le|il|lo|la|l'|di|del|dei|degli|nel|in|sono|e|tra|fra|risalgono|risalenti|datati|modificati|cambiati|aggiunti|anno|tutti|tutte|che|per favore|miei|nostri|stati|mi|un|una|a|al|formato|tipo|ci",
  },
};
