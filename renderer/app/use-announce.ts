import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';

/** From how many milliseconds of reading on its end is worth a notice of the system. */
const LONG_MS = 30_000;

/** On the desktop: the progress of reading on the task bar, and a notice when a long one has ended. */
export function useAnnounce(): void {
  const client = useClient();
  const { t } = useTranslation();
  const isDesktop = useEngine(({ shell }) => shell?.door === 'desktop');
  const isWorking = useEngine(({ library }) => library?.work === 'running');
  const done = useEngine(({ library }) => library?.progress?.filesDone ?? 0);
  const total = useEngine(({ library }) => library?.progress?.filesTotal ?? 0);
  const failed = useEngine(({ library }) => library?.progress?.filesFailed ?? 0);
  const started = useRef<number | null>(null);
  const last = useRef({ done: 0, failed: 0 });
  // Whole percents: the task bar shows no finer ones.
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);

  useEffect(() => {
    if (isWorking) last.current = { done, failed };
  }, [isWorking, done, failed]);

  useEffect(() => {
    if (!isDesktop) return;
    if (isWorking) {
      started.current ??= Date.now();
      void client.call('announce', { progress: percent / 100, notice: null });
      return;
    }
    if (started.current === null) return;
    const wasLong = Date.now() - started.current >= LONG_MS;
    started.current = null;
    const read = t('announce.done', { count: last.current.done - last.current.failed });
    const body =
      last.current.failed === 0
        ? read
        : t('announce.failed', { done: read, failed: last.current.failed });
    const notice = wasLong ? { title: t('announce.title'), body } : null;
    void client.call('announce', { progress: null, notice });
  }, [client, isDesktop, isWorking, percent, t]);
}
