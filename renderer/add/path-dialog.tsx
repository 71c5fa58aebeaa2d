import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../src/contract/errors.ts';
import { useClient } from '../engine/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import form from '../ui/form.module.css';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useErrorText } from '../ui/use-error-text.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { addPaths, closeAddition } from './adding.ts';
import { useAdditions } from './additions.ts';
import { closePathDialog, usePathDialog } from './path-dialog-store.ts';
import styles from './path-dialog.module.css';

/** Asks for the path of a file or folder on this machine, which then is not copied. */
export function PathDialog() {
  const collection = usePathDialog((state) => state.collection);
  return collection === null ? null : <OpenDialog collection={collection} />;
}

function OpenDialog({ collection }: { readonly collection: string }) {
  const { t } = useTranslation('add');
  const client = useClient();
  const id = useId();
  const [path, setPath] = useState('');
  const [watch, setWatch] = useState(false);
  const addition = usePathDialog((state) => state.addition);
  const stage = useAdditions(
    ({ additions }) => additions.find((one) => one.id === addition)?.stage ?? null,
  );
  const looking = stage?.kind === 'reading' && stage.progress === null;
  const error = stage?.kind === 'failed' ? stage.error : null;
  const slow = useDelayed(looking);
  // Under way or done: the rest is told beside the page's other work.
  const accepted = stage !== null && !looking && error === null;
  useEffect(() => {
    if (accepted) closePathDialog();
  }, [accepted]);
  const forget = (): void => {
    if (addition !== null && error !== null) closeAddition(addition);
  };
  const close = (): void => {
    forget();
    closePathDialog();
  };
  return (
    <Dialog open onClose={close} title={t('path.title')} description={t('path.text')}>
      <form
        className={form['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() === '' || looking) return;
          forget();
          usePathDialog.setState({ addition: addPaths(client, [path.trim()], collection, watch) });
        }}
      >
        <label className={form['label']} htmlFor={id}>
          {t('path.label')}
          <input
            id={id}
            className={form['input']}
            type="text"
            dir="auto"
            spellCheck={false}
            autoComplete="off"
            maxLength={4096}
            value={path}
            aria-invalid={error !== null}
            onChange={({ target }) => {
              setPath(target.value);
            }}
          />
        </label>
        <label className={styles['watch']}>
          <input
            type="checkbox"
            checked={watch}
            onChange={({ target }) => {
              setWatch(target.checked);
            }}
          />
          {t('path.watch')}
        </label>
        <div className={styles['state']}>
          {slow ? <ProgressBar value={null} label={t('path.looking')} /> : null}
          {error === null ? null : <Refusal error={error} />}
        </div>
        <footer className={form['actions']}>
          <Button onClick={close}>{t(looking ? 'path.hide' : 'path.cancel')}</Button>
          <Button type="submit" kind="primary" disabled={looking || path.trim() === ''}>
            {looking ? t('path.looking') : t('path.start')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function Refusal({ error }: { readonly error: ContractError }) {
  const { t } = useTranslation('add');
  const errorText = useErrorText();
  return (
    <p className={form['problem']} role="alert">
      {error.code === 'path-missing' ? t('path.missing') : errorText(error)}
    </p>
  );
}
