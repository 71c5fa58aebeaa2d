import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyCell, SurveyCitation } from '../../../src/contract/surveys.ts';
import { useNavigation } from '../../app/navigation.ts';
import { openCitation } from '../../ask/places/open-place.ts';
import { useClient } from '../../engine/client.ts';
import { usePlaceLabel } from '../../ui/place-label.ts';
import styles from './table.module.css';

/** Places named before the others are asked for. */
const PLACES = 3;

/** What a document states, with the places it is taken from; each opens where it stands. */
export function Cell({
  cell,
  blank,
}: {
  readonly cell: SurveyCell | undefined;
  /** A cell without words is empty: what was added has no place in the version before. */
  readonly blank: boolean;
}) {
  const { t } = useTranslation('survey');
  const placeLabel = usePlaceLabel();
  const [all, setAll] = useState(false);
  if (cell === undefined || cell.state === 'not-stated') {
    return <td>{blank ? null : <span className={styles['unstated']}>{t('not-stated')}</span>}</td>;
  }
  const { text, count, citations } = cell;
  const named = differing(citations, placeLabel).slice(0, PLACES);
  const shown = all ? citations : named;
  const rest = citations.length - named.length;
  return (
    <td>
      {count === null ? null : <p className={styles['count']}>{t('places', { count })}</p>}
      {count === null || !all ? (
        <p className={styles['text']}>
          <bdi>{text.replaceAll('\t', ' | ')}</bdi>
        </p>
      ) : null}
      <ul className={styles['places']}>
        {shown.map((citation) => (
          <li key={citation.n}>
            <PlaceButton citation={citation} quoted={all} />
          </li>
        ))}
        {rest > 0 ? (
          <li>
            <button
              type="button"
              className={styles['place']}
              aria-expanded={all}
              onClick={() => {
                setAll(!all);
              }}
            >
              {all ? t('fewer') : t('rest', { count: rest })}
            </button>
          </li>
        ) : null}
      </ul>
    </td>
  );
}

/** The first of each place that reads the same: three findings on a page are one "p. 12" and two more. */
function differing(
  citations: readonly SurveyCitation[],
  labelOf: (citation: SurveyCitation) => string,
): SurveyCitation[] {
  const first = new Map<string, SurveyCitation>();
  for (const citation of citations) {
    const reads = `${labelOf(citation)} ${citation.state === 'gone'}`;
    if (!first.has(reads)) first.set(reads, citation);
  }
  return [...first.values()];
}

/** A place that opens in the viewer; one that is gone says so. */
function PlaceButton({
  citation,
  quoted,
}: {
  readonly citation: SurveyCitation;
  readonly quoted: boolean;
}) {
  const { t } = useTranslation('survey');
  const client = useClient();
  const { n, quote, state, pageToday, documentId } = citation;
  const place = usePlaceLabel()(citation);
  const label = place === '' ? t('place') : place;
  const shown = useNavigation(
    ({ viewer }) => viewer?.documentId === documentId && viewer.mark?.quote === quote,
  );
  return (
    <button
      type="button"
      className={styles['place']}
      data-citation={n}
      data-shown={shown}
      title={quote}
      onClick={() => {
        void openCitation(client, citation, { n, state, page: pageToday, ticked: false });
      }}
    >
      <bdi>{label}</bdi>
      {state === 'gone' ? <span className={styles['gone']}> {t('gone')}</span> : null}
      {quoted ? <bdi className={styles['quote']}>{quote}</bdi> : null}
    </button>
  );
}
