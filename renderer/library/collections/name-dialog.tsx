import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useCollections } from '../../engine/collections.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { useErrorText } from '../../ui/use-error-text.ts';
import { closeDialog } from '../library-store.ts';

/** Names a new collection, or renames one. */
export function NameDialog({ renamed }: { readonly renamed: string | null }) {
  const { t } = useTranslation('library');
  const client = useClient();
  const errorText = useErrorText();
  const collections = useCollections((state) => state.collections) ?? [];
  const [text, setText] = useState(renamed ?? '');
  const [problem, setProblem] = useState('');
  const name = text.trim();
  const save = async (): Promise<void> => {
    const taken = collections.some(
      (each) => each.name !== renamed && each.name.toLowerCase() === name.toLowerCase(),
    );
    if (taken) {
      setProblem(t('collections.taken'));
      return;
    }
    const saved = await (renamed === null
      ? client.call('createCollection', { name })
      : client.call('renameCollection', { name: renamed, to: name }));
    if (!saved.ok) {
      setProblem(errorText(saved.error));
      return;
    }
    closeDialog();
    useNavigation.getState().go({ kind: 'library', collection: name });
  };
  return (
    <Dialog
      open
      onClose={closeDialog}
      title={
        renamed === null
          ? t('collections.create-title')
          : t('collections.rename-title', { name: renamed })
      }
    >
      <form
        className={form['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== '') void save();
        }}
      >
        <label className={form['label']}>
          {t('collections.name')}
          <input
            type="text"
            className={form['input']}
            maxLength={100}
            value={text}
            aria-invalid={problem !== ''}
            onChange={({ target }) => {
              setText(target.value);
              setProblem('');
            }}
          />
        </label>
        {problem === '' ? null : (
          <p className={form['problem']} role="alert">
            {problem}
          </p>
        )}
        <footer className={form['actions']}>
          <Button onClick={closeDialog}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" disabled={name === ''}>
            {t(renamed === null ? 'collections.create-do' : 'collections.rename-do')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
