/** What a paragraph style is for, as far as its name tells. */
export type StyleRole =
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'title' | 'caption' | 'code' | 'contents' | 'list' };

/**
 * Word stores its own styles under English names in every language; other programs, and styles
 * people made themselves, are named in the language of the writer.
 */
const heading =
  /^(?:heading|head|header|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|címsor|titlu|naslov|επικεφαλίδα|заголовок|заглавие|başlık|見出し|标题|標題)[ _]?(\d)\b/iu;
const roles: readonly (readonly [RegExp, Exclude<StyleRole['kind'], 'heading'>])[] = [
  [
    /^(?:toc|contents|inhaltsverzeichnis|verzeichnis|tm|tdc|sommario|inhopg|índice) ?(?:\d|heading|überschrift)|^table of (?:contents|figures)|^toc\b/iu,
    'contents',
  ],
  [/^(?:title|titel|titre|título|titolo|tytuł|otsikko|название)$/iu, 'title'],
  [
    /^(?:caption|beschriftung|légende|legende|illustration|figure|table caption|image caption|leyenda|didascalia|bijschrift|legenda)$/iu,
    'caption',
  ],
  [
    /^(?:code|source code|html preformatted|preformatted text|préformaté html|html vorformatiert|plain code|listing|macro text|quelltext)$/iu,
    'code',
  ],
  [/^(?:list|liste|lista|aufzählungszeichen|puce|lijst)\b(?! paragraph)/iu, 'list'],
];

/** The role of a paragraph style by its name; undefined for body text and unknown names. */
export function styleRole(name: string): StyleRole | undefined {
  const trimmed = name.trim();
  const level = heading.exec(trimmed)?.[1];
  if (level !== undefined && level !== '0') return { kind: 'heading', level: Number(level) };
  const role = roles.find(([pattern]) => pattern.test(trimmed));
  return role === undefined ? undefined : { kind: role[1] };
}
