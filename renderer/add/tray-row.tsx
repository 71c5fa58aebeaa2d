import {
  CircleAlert,
  CircleCheck,
  CircleSlash,
  CircleStop,
  FileInput,
  Pause,
  Play,
  TriangleAlert,
  X,
} from 'lucide-react';
import { useEffect, useRef, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../engine/client.ts';
import { isPaused, useEngine } from '../engine/engine-store.ts';
import { useFocusHome } from '../ui/focus-home.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { closeAddition, resumeAddition, stopAddition } from './adding.ts';
import { hasEnded, hide, type Addition } from './additions.ts';
import { countsOf, problemsOf, toneOf, type Tone } from './outcome.ts';
import { Namesakes } from './namesakes.tsx';
import { Problems } from './problems.tsx';
import styles from './tray.module.css';
import { useStageWords } from './use-stage-words.ts';

/** An addition that ended well is put away by itself after this time. */
const SHOWN_MS = 12_000;

const icons: Readonly<Record<Tone, ReactElement>> = {
  busy: <FileInput size={16} aria-hidden />,
  good: <CircleCheck size={16} aria-hidden />,
  neutral: <CircleSlash size={16} aria-hidden />,
  partial: <TriangleAlert size={16} aria-hidden />,
  failed: <CircleAlert size={16} aria-hidden />,
};

/** One addition: how far it is, then what came of it. */
export function TrayRow({ addition }: { readonly addition: Addition }) {
  const { title, meta, share } = useStageWords(addition);
  const row = useRef<HTMLLIElement>(null);
  useFocusHome(row);
  const tone = toneOf(addition);
  const ended = hasEnded(addition);
  const asksToReplace = addition.stage.kind === 'done' && addition.namesakes.length > 0;
  usePutAway(addition.id, row, ended && !asksToReplace && (tone === 'good' || tone === 'neutral'));
  return (
    <li ref={row} className={styles['row']} data-addition={addition.stage.kind}>
      <div className={styles['head']}>
        <span className={styles[tone]}>{icons[tone]}</span>
        <p className={styles['title']} aria-live={ended ? 'polite' : 'off'}>
          {title}
        </p>
        <Buttons addition={addition} />
      </div>
      {ended ? null : <ProgressBar value={share} label={title} />}
      {meta === null ? null : <p className={styles['meta']}>{meta}</p>}
      {problemsOf(addition).length === 0 ? null : <Problems addition={addition} />}
      {asksToReplace ? <Namesakes addition={addition} /> : null}
    </li>
  );
}

function Buttons({ addition }: { readonly addition: Addition }) {
  const { t } = useTranslation('add');
  const client = useClient();
  const paused = useEngine(isPaused);
  const { id, stage } = addition;
  if (hasEnded(addition)) {
    const waits = stage.kind === 'done' && countsOf(stage.outcome, 0).waiting > 0;
    return (
      <>
        {waits ? (
          <IconButton label={t('tray.resume')} onClick={() => void resumeAddition(client, id)}>
            <Play size={16} aria-hidden />
          </IconButton>
        ) : null}
        <IconButton
          label={t('tray.close')}
          onClick={() => {
            closeAddition(id);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </>
    );
  }
  const progress = stage.kind === 'reading' ? stage.progress : null;
  const waits = progress === null || progress.filesDone < progress.filesTotal;
  return (
    <>
      {progress === null ? null : (
        <IconButton
          label={t(paused ? 'tray.resume' : 'tray.pause')}
          onClick={() => void client.call('setWork', { paused: !paused })}
        >
          {paused ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />}
        </IconButton>
      )}
      {waits ? (
        <IconButton
          label={t(stage.kind === 'reading' ? 'tray.cancel-waiting' : 'tray.stop')}
          onClick={() => void stopAddition(client, id)}
        >
          <CircleStop size={16} aria-hidden />
        </IconButton>
      ) : null}
      {progress === null ? null : (
        <IconButton
          label={t('tray.hide')}
          onClick={() => {
            hide(id);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </>
  );
}

/** Not while somebody points at it or has the focus in it. */
function usePutAway(id: number, row: RefObject<HTMLElement | null>, due: boolean): void {
  useEffect(() => {
    if (!due) return;
    const timer = setInterval(() => {
      if (row.current?.matches(':hover, :focus-within') !== true) closeAddition(id);
    }, SHOWN_MS);
    return () => {
      clearInterval(timer);
    };
  }, [due, id, row]);
}
