import { FilePlus, FolderPlus, FolderTree, Inbox, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAddDocuments } from '../add/use-add-documents.ts';
import { useEngine } from '../engine/engine-store.ts';
import { Button } from '../ui/button.tsx';
import styles from './drop-card.module.css';

/** Where documents are dropped (anywhere in the window will do), or chosen, or the samples tried. */
export function DropCard() {
  const { t } = useTranslation('first-run');
  const add = useAddDocuments();
  const samples = useEngine((state) => state.shell?.samples ?? null);
  return (
    <section className={styles['card']} aria-labelledby="first-run-title">
      <div className={styles['icon']}>
        <Inbox size={32} strokeWidth={1.5} aria-hidden />
      </div>
      <h1 id="first-run-title" className={styles['title']}>
        {t('title')}
      </h1>
      <p className={styles['text']}>{t('formats')}</p>
      <div className={styles['actions']}>
        <Button kind="primary" icon={<FilePlus size={16} aria-hidden />} onClick={add.addFiles}>
          {t('files')}
        </Button>
        <Button icon={<FolderPlus size={16} aria-hidden />} onClick={add.addFolder}>
          {t('folder')}
        </Button>
        {add.canType ? (
          <Button icon={<FolderTree size={16} aria-hidden />} onClick={add.addByPath}>
            {t('by-path')}
          </Button>
        ) : null}
      </div>
      {samples === null ? null : (
        <Button
          kind="quiet"
          className={styles['samples']}
          onClick={() => {
            add.addPaths([samples], t('samples-collection'));
          }}
        >
          {t('samples')}
        </Button>
      )}
      <p className={styles['private']}>
        <ShieldCheck size={16} aria-hidden />
        {t('private')}
      </p>
    </section>
  );
}
