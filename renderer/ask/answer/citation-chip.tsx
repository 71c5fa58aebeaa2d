import { Circle, CircleCheck, CircleSlash, MoveRight, ScanText, Unplug } from 'lucide-react';
import { HoverCard } from 'radix-ui';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CitationState } from '../../../src/contract/conversations.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useDay } from '../../i18n/dates.ts';
import { useSourceLabel } from '../../ui/place-label.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { CutOut } from '../../viewer/pdf/cut-out.tsx';
import { openCitation } from '../places/open-place.ts';
import { tick } from '../session/asking.ts';
import type { CheckedCitation } from '../session/standing.ts';
import styles from './citation-chip.module.css';
import { useCited } from './citation-context.ts';
import { QuotedWords, RecognisedNote } from './recognised-quote.tsx';

/** Between a card and what it stands over, in CSS pixels. */
const GAP = 4;

/** A citation after its sentence: hovering or focus shows the quote, a click opens the place. */
export function CitationChip({
  citation,
  tickable,
  card,
}: {
  readonly citation: CheckedCitation;
  readonly tickable: boolean;
  /**
   * What the card opens over: `quote`, the words that it holds itself; `above`, what stands above the
   * sentence, which is compared with it. What is done with an answer stands below its last citation.
   */
  readonly card: 'quote' | 'above';
}) {
  const { t } = useTranslation('ask');
  const client = useClient();
  const { sessionKey, key, message, states, underWay } = useCited();
  const label = useSourceLabel()(citation);
  const { n, quote } = citation;
  const state = tickable ? states.get(n) : undefined;
  const ticked = state?.ticked === true;
  const canTick = tickable && message !== null && !underWay;
  const shown = useIsShown(citation);
  const [peeked, setPeeked] = useState(false);
  const [raised, setRaised] = useState(0);
  const opener = useRef<HTMLButtonElement>(null);
  const descriptionId = useId();
  const recognition = citation.checked ? t('citation.recognised') : t('citation.doubtful');
  const doubt = citation.recognised === true ? recognition : '';

  const toggle = (): void => {
    if (message !== null) void tick(client, sessionKey, { key, message }, n, !ticked);
  };
  const peek = (open: boolean): void => {
    if (open && card === 'above') setRaised(heightWithin(opener.current));
    setPeeked(open);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== ' ' && event.key.toLowerCase() !== 'c') return;
    if (event.ctrlKey || event.metaKey || event.altKey || !canTick) return;
    event.preventDefault();
    if (!event.repeat) toggle();
  };

  return (
    <span className={styles['chip']} data-shown={shown}>
      {/* Beside the place itself its words need not be shown. */}
      <HoverCard.Root open={peeked && !shown} onOpenChange={peek} openDelay={250} closeDelay={80}>
        <HoverCard.Trigger asChild>
          <button
            ref={opener}
            type="button"
            className={styles['open']}
            data-citation={n}
            aria-describedby={descriptionId}
            onKeyDown={onKeyDown}
            onClick={() => {
              void openCitation(client, citation, state);
            }}
          >
            {tickable ? <span className={styles['number']}>{n}</span> : null}
            <bdi className={styles['label']}>{label}</bdi>
            {citation.checked ? null : (
              <span className={styles['doubted']}>
                <ScanText size={14} aria-hidden />
                {t('citation.doubted')}
              </span>
            )}
            <CopyOf citation={citation} />
            <Change state={state} />
            {ticked ? <span className="visually-hidden">{t('citation.checked')}</span> : null}
          </button>
        </HoverCard.Trigger>
        <span id={descriptionId} hidden>
          {[quote, doubt, canTick ? t('citation.keys') : '']
            .filter((part) => part !== '')
            .join(' ')}
        </span>
        <HoverCard.Portal>
          <HoverCard.Content
            className={styles['card']}
            data-scan={citation.recognised === true}
            side="top"
            align="start"
            sideOffset={raised + GAP}
            collisionPadding={8}
            aria-hidden
          >
            <bdi className={styles['path']}>{citation.document}</bdi>
            {citation.recognised === true && state?.state !== 'gone' ? (
              <CutOut documentId={citation.documentId} boxes={citation.boxes} />
            ) : null}
            <blockquote className={styles['quote']}>
              <QuotedWords {...citation} />
            </blockquote>
            <RecognisedNote citation={citation} />
            {canTick ? <p className={styles['keys']}>{t('citation.keys')}</p> : null}
          </HoverCard.Content>
        </HoverCard.Portal>
      </HoverCard.Root>
      {canTick ? <Tick source={label} ticked={ticked} onToggle={toggle} /> : null}
    </span>
  );
}

/** How far below the top of its sentence a citation stands, in CSS pixels. */
function heightWithin(opener: HTMLElement | null): number {
  const sentence = opener?.closest('[data-sentence]');
  if (opener === null || sentence === null || sentence === undefined) return 0;
  return opener.getBoundingClientRect().top - sentence.getBoundingClientRect().top;
}

/** The reader's own tick, for the pointer; on the keyboard the space bar does it from the citation. */
function Tick({
  source,
  ticked,
  onToggle,
}: {
  readonly source: string;
  readonly ticked: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('ask');
  return (
    <Tooltip text={ticked ? t('citation.checked') : t('citation.tick', { source })}>
      <button
        type="button"
        className={styles['tick']}
        tabIndex={-1}
        aria-pressed={ticked}
        aria-label={t('citation.tick', { source })}
        onClick={onToggle}
      >
        {ticked ? <CircleCheck size={14} aria-hidden /> : <Circle size={14} aria-hidden />}
        {ticked ? <span aria-hidden>{t('citation.checked')}</span> : null}
      </button>
    </Tooltip>
  );
}

/** That the file itself is out of reach, and when what is quoted of it had been changed last. */
function CopyOf({ citation: { copyOf } }: { readonly citation: CheckedCitation }) {
  const { t } = useTranslation('ask');
  const day = useDay();
  if (copyOf === undefined) return null;
  return (
    <span className={styles['changed']}>
      <Unplug size={14} aria-hidden />
      {t('citation.copy-of', { date: day(copyOf) })}
    </span>
  );
}

/** What has become of the place since the answer was given. */
function Change({ state }: { readonly state: CitationState | undefined }) {
  const { t } = useTranslation('ask');
  if (state?.state === 'moved' && state.page !== null) {
    return (
      <span className={styles['changed']}>
        <MoveRight size={14} aria-hidden />
        {t('citation.moved', { page: state.page })}
      </span>
    );
  }
  if (state?.state !== 'gone') return null;
  return (
    <span className={styles['changed']}>
      <CircleSlash size={14} aria-hidden />
      {t('citation.gone')}
    </span>
  );
}

/** The viewer shows this citation's place. */
function useIsShown({ documentId, n, quote }: CheckedCitation): boolean {
  return useNavigation(
    ({ viewer }) =>
      viewer?.documentId === documentId &&
      viewer.mark?.citation === n &&
      viewer.mark.quote === quote,
  );
}
