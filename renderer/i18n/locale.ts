/**
 * The BCP 47 tag to write numbers and dates by: the system's own, which knows the region, where it
 * speaks the interface's language; else that language. A system without a language gives browsers a
 * name such as "en-US@posix", which is no tag.
 */
export function formatLocale(language: string): string {
  const system = navigator.language.replace(/[@.].*$/u, '');
  return system.toLowerCase().split('-')[0] === language ? system : language;
}
