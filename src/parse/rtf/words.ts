/** Control words that stand for text (RTF 1.9.1, "Special Characters"). */
export const textWords: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['lbr', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['~', '\u00A0'],
  ['_', '\u2011'],
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
]);

/** Control words that end a paragraph; a backslash before a line end is one too. */
export const paragraphEnds: ReadonlySet<string> = new Set([
  'par',
  'sect',
  'page',
  'column',
  '\n',
  '\r',
]);

/** Where the text of a group goes. */
export type Destination =
  'body' | 'skipped' | 'fonts' | 'styles' | 'title' | 'author' | 'created' | 'mark' | 'note';

/** Groups by their first control word; groups that begin with `\*` and others are skipped. */
export const destinations: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['title', 'title'],
  ['author', 'author'],
  ['creatim', 'created'],
  ['listtext', 'mark'],
  ['pntext', 'mark'],
  ['footnote', 'note'],
  ...[
    'colortbl info operator subject keywords comment doccomm company manager category hlinkbase',
    'revtim printim buptim pict nonshppict objdata objclass objname fldinst datafield formfield',
    'header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep',
    'aftnsepc aftncn annotation atnid atnauthor atndate atnref xe tc tcn rxe txe pn pnseclvl',
    'themedata colorschememapping datastore latentstyles listtable listoverridetable revtbl',
    'rsidtbl filetbl generator sp sn sv private template bkmkstart bkmkend do1 nextfile',
    'fontemb fontfile panose falt mmathPr wgrffmtfilter nesttableprops ud list listlevel leveltext levelnumbers listname listoverride lfolevel',
  ].flatMap((names) => names.split(' ').map((name): [string, Destination] => [name, 'skipped'])),
]);

/** Groups marked as ones that old readers skip, whose text is shown all the same. */
export const shownExtensions: ReadonlySet<string> = new Set([
  'shpinst',
  'shptxt',
  'footnote',
  'listtext',
  'pntext',
  'fldrslt',
  'result',
]);

/** Code pages of fonts by their character sets (RTF 1.9.1, "Font Table"). */
export const charsetPages: ReadonlyMap<number, number> = new Map([
  [0, 1252],
  [77, 10_000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);
