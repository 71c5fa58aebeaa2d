/**
 * The BCP 47 tag to write numbers and dates by: the system's own, which knows the region, where it
 * speaks the interface's language; else that language.
 */
export function formatLocale(language: string): string {
  const system = navigator.language;
  return system.toLowerCase().split('-')[0] === language ? system : language;
}
