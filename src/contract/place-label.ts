import type { Place } from './place.ts';

/** What the names of places need of a language. */
export interface PlaceWords {
  readonly page: (page: number) => string;
  readonly slide: (slide: number) => string;
  readonly sheet: (sheet: string) => string;
}

/**
 * A document with a place in it, as plain text names it: "lease.pdf, p. 4", "slides.pptx, slide 2" or
 * "handbook.md, Leave > Part-time". For a member the files around it are named: "mail.eml › deed.pdf, p. 1".
 *
 * @param page where the place is today, if that is known and the place is a page.
 */
export function placeLabel(
  { document, place, page }: { document: string; place: Place; page?: number | null },
  words: PlaceWords,
): string {
  const file = place.container.length === 0 ? document : place.container.join(' › ');
  switch (place.kind) {
    case 'page':
      return `${file}, ${words.page(page ?? place.page)}`;
    case 'slide':
      return `${file}, ${words.slide(place.slide)}`;
    case 'sheet':
      return [file, place.sheet === '' ? '' : words.sheet(place.sheet), place.cells]
        .filter((part) => part !== '')
        .join(', ');
    case 'mail':
      return place.part === '' ? file : `${file}, ${place.part}`;
    case 'section':
      return place.headings.length === 0 ? file : `${file}, ${place.headings.join(' > ')}`;
    default:
      return place satisfies never;
  }
}
