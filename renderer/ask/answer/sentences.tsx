import { memo } from 'react';
import { classes } from '../../ui/classes.ts';
import type { StandingSentence } from '../session/standing.ts';
import { CitationChip } from './citation-chip.tsx';
import { QuotedWords } from './recognised-quote.tsx';
import styles from './sentences.module.css';

/**
 * Sentences with their citations. Only such that stand can be given: each has a citation that
 * passed, by its type and by how it is made (`standing`).
 */
export function Sentences({
  sentences,
  look,
  tickable,
}: {
  readonly sentences: readonly StandingSentence[];
  /** `quote`: word for word from a document, each on its own; `prose`: written, in one flow. */
  readonly look: 'quote' | 'prose';
  /** Its citations are those of the stored answer. */
  readonly tickable: boolean;
}) {
  return (
    <div className={classes(styles['sentences'], styles[look])}>
      {sentences.map((sentence, index) => (
        // Sentences are only ever added at the end.
        // oxlint-disable-next-line react/no-array-index-key
        <Sentence key={index} sentence={sentence} look={look} tickable={tickable} />
      ))}
    </div>
  );
}

/** One that is there is not drawn again for each that follows. */
const Sentence = memo(function Sentence({
  sentence: { text, citations },
  look,
  tickable,
}: {
  readonly sentence: StandingSentence;
  readonly look: 'quote' | 'prose';
  readonly tickable: boolean;
}) {
  return (
    <p data-sentence className={styles['sentence']}>
      <Words text={text} citations={citations} />{' '}
      <span className={styles['citations']}>
        {citations.map((citation) => (
          <CitationChip
            key={citation.n}
            citation={citation}
            tickable={tickable}
            card={look === 'quote' ? 'quote' : 'above'}
          />
        ))}
      </span>
    </p>
  );
});

/** A sentence; where it is a scan's own words, its doubtful ones are dotted. */
function Words({ text, citations }: StandingSentence) {
  const scanned = citations.find(({ quote, doubtful }) => quote === text && doubtful !== undefined);
  return scanned === undefined ? <bdi>{text}</bdi> : <QuotedWords {...scanned} />;
}
