const list = (format: string, extensions: string): (readonly [string, string])[] =>
  extensions.split(' ').map((extension) => [extension, format]);

/** Formats of text that the name tells, since their content could be anything. */
const formats: ReadonlyMap<string, string> = new Map([
  ...list('json', 'json jsonl ndjson geojson ipynb webmanifest'),
  ...list('yaml', 'yaml yml'),
  ...list('ics', 'ics ical ifb'),
  ...list('vcf', 'vcf vcard'),
  ...list('subtitles', 'srt vtt'),
  ...list(
    'code',
    'js mjs cjs jsx ts mts cts tsx py pyw java kt kts scala groovy gradle c h cc cpp cxx hpp hh cs fs vb go ' +
      'rs rb php pl pm lua r jl swift m mm dart ex exs erl hs clj lisp el ml sql sh bash zsh fish ps1 psm1 ' +
      'bat cmd awk css scss sass less vue svelte proto graphql tf toml ini cfg conf properties env',
  ),
]);
const xmlExtensions =
  /^(?:xml|xsd|xslt?|svg|rss|atom|wsdl|gpx|kml|plist|resx|xlf|xliff|tei|docbook)$/u;

/** The format of text by its first words, where these tell: calendars, contacts, subtitles. */
export function formatByStart(text: string): string | undefined {
  const start = text.slice(0, 400).replace(/^[\s\uFEFF]+/u, '');
  if (/^BEGIN:VCALENDAR\s/iu.test(start)) return 'ics';
  if (/^BEGIN:VCARD\s/iu.test(start)) return 'vcf';
  if (/^WEBVTT(?:\s|$)/u.test(start)) return 'subtitles';
  return /^\d+\s*\n\d{1,3}:\d\d:\d\d[.,]\d{1,3} --> /u.test(start.replaceAll('\r\n', '\n'))
    ? 'subtitles'
    : undefined;
}

/** The format of text by its name, where that tells; XML must begin as such. */
export function formatByExtension(text: string, extension: string): string | undefined {
  if (xmlExtensions.test(extension) && /^\s*</u.test(text)) return 'xml';
  return formats.get(extension);
}
