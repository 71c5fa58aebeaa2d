import { useTranslation } from 'react-i18next';
import type { Place } from '../../src/contract/place.ts';
import { fileName } from './document-name.ts';

export interface Placed {
  /** Path below the added folder, `/`-separated. */
  readonly document: string;
  readonly place: Place;
}

/**
 * A place in the reader's words: `p. 4`, `slide 3`, `sheet Budget, A1:C9`, a heading. Empty where the
 * document has nothing of the kind.
 */
export function usePlaceLabel(): (placed: Placed) => string {
  const { t } = useTranslation();
  return ({ place }) => {
    switch (place.kind) {
      case 'page':
        return t('place.page', { page: place.page });
      case 'slide':
        return t('place.slide', { slide: place.slide });
      case 'sheet':
        return [place.sheet === '' ? '' : t('place.sheet', { sheet: place.sheet }), place.cells]
          .filter((part) => part !== '')
          .join(', ');
      case 'mail':
        return place.part === '' ? t('place.mail') : place.part;
      case 'section':
        return place.headings.at(-1) ?? '';
    }
  };
}

/** A page's number in the reader's words, by the document's type: `p. 4`, `slide 3`, `part 2`. */
export function usePageLabel(): (type: string, page: number) => string {
  const { t } = useTranslation();
  return (type, page) => {
    if (type === 'pdf') return t('place.page', { page });
    if (type === 'pptx') return t('place.slide', { slide: page });
    return t('place.part', { page });
  };
}

/** A document's name with the place after it, e.g. `Lease.pdf, p. 4`. */
export function useSourceLabel(): (placed: Placed) => string {
  const placeLabel = usePlaceLabel();
  return (placed) => {
    const label = placeLabel(placed);
    const name = fileName(placed.document);
    return label === '' ? name : `${name}, ${label}`;
  };
}
