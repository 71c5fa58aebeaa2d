import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { BackupProgress } from '../../../src/contract/maintenance.ts';
import type { Result } from '../../../src/contract/result.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { PathField } from '../parts/path-field.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import styles from './data-page.module.css';

/** Asks for a path and copies to or from it, with progress; leaving the dialog stops it. */
export function TransferDialog<T>({
  title,
  note,
  kind,
  label,
  start,
  danger = false,
  run,
  onDone,
  onClose,
}: {
  readonly title: string;
  readonly note: string;
  readonly kind: 'folder' | 'files';
  readonly label: string;
  /** The button's word. */
  readonly start: string;
  readonly danger?: boolean;
  readonly run: (
    path: string,
    report: (progress: BackupProgress) => void,
    signal: AbortSignal,
  ) => Promise<Result<T>>;
  readonly onDone: (value: T) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  const { fileSize } = useSizes();
  const [path, setPath] = useState('');
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<BackupProgress | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      controller.current?.abort();
    },
    [],
  );
  const begin = async (): Promise<void> => {
    const own = new AbortController();
    controller.current = own;
    setBusy(true);
    setError(null);
    setProgress(null);
    const result = await run(path.trim(), setProgress, own.signal);
    setBusy(false);
    if (result.ok) onDone(result.value);
    else if (result.error.code !== 'cancelled') setError(result.error);
  };
  const leave = busy ? () => controller.current?.abort() : onClose;
  return (
    <Dialog open onClose={leave} title={title} description={note}>
      <form
        className={form['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <PathField kind={kind} label={label} value={path} onChange={setPath} onError={setError} />
        <div className={styles['progress']} role="status">
          {busy ? (
            <>
              <p>
                {progress === null
                  ? t('data.preparing')
                  : t('data.transferred', {
                      done: fileSize(progress.bytesDone),
                      total: fileSize(progress.bytesTotal),
                    })}
              </p>
              <ProgressBar
                value={
                  progress === null || progress.bytesTotal === 0
                    ? null
                    : progress.bytesDone / progress.bytesTotal
                }
                label={title}
              />
            </>
          ) : null}
        </div>
        {error === null ? null : <ErrorNotice error={error} />}
        <footer className={form['actions']}>
          <Button onClick={leave}>{t('cancel')}</Button>
          <Button
            type="submit"
            kind={danger ? 'danger' : 'primary'}
            disabled={busy || path.trim() === ''}
          >
            {start}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
