import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import type { LibraryState } from '../../src/contract/library.ts';
import { useEngine } from '../engine/engine-store.ts';
import { StatusDetails } from './status-details.tsx';
import styles from './status-line.module.css';
import { useHardware } from './use-hardware.ts';

/** One line at the foot: isolation, documents, work, processor; a click gives the detail. */
export function StatusLine() {
  const { t } = useTranslation();
  const library = useEngine((state) => state.library);
  const engine = useEngine((state) => state.engine);
  const { hardware } = useHardware();
  const waiting = library === null ? 0 : waitingIn(library);
  const parts = [
    engine.state === 'running' ? t(`status.network.${engine.isolation.network}`) : null,
    library === null ? null : t('status.documents', { count: library.documents }),
    waiting === 0 ? null : t('status.waiting', { count: waiting }),
    library?.work === 'paused' ? t('status.paused') : null,
    library?.work === 'idle' && library.problem !== null ? t('status.stopped') : null,
    hardware === null ? null : hardware.gpus.length > 0 ? t('status.gpu') : t('status.cpu'),
  ].filter((part) => part !== null);
  return (
    <footer className={styles['line']}>
      <Popover.Root>
        <Popover.Trigger
          className={styles['summary']}
          aria-label={t('status.label', { state: parts.join(', ') })}
        >
          {parts.join(', ')}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className={styles['details']}
            side="top"
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label={t('status.details')}
          >
            <StatusDetails hardware={hardware} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </footer>
  );
}

function waitingIn({ byStatus }: LibraryState): number {
  return (byStatus.queued ?? 0) + (byStatus.parsing ?? 0) + (byStatus.embedding ?? 0);
}
