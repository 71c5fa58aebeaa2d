import { FileDown, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelRole } from '../../../src/contract/models.ts';
import { useDownloads } from '../../engine/downloads.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useRead } from '../parts/use-read.ts';
import { ImportDialog } from './import-dialog.tsx';
import styles from './models-page.module.css';
import { inOrder, readModels } from './read-models.ts';
import { RoleSection } from './role-section.tsx';
import { useVerify } from './use-verify.ts';

/** Models by what they do: in use, installed, available. */
export function ModelsPage() {
  const { t } = useTranslation('settings');
  const { value: models, error, again } = useRead(readModels);
  const finished = useDownloads((state) => state.finished);
  const revision = useEngine((state) => state.library?.work);
  const verify = useVerify();
  const [importing, setImporting] = useState(false);
  // A model that came in, or vectors that are complete, change what is listed.
  useEffect(again, [again, finished, revision]);
  return (
    <>
      <div className={styles['head']}>
        <p className={styles['note']}>{t('models.note')}</p>
        <div className={styles['buttons']}>
          <Button
            icon={<FileDown size={16} aria-hidden />}
            onClick={() => {
              setImporting(true);
            }}
          >
            {t('models.import.open')}
          </Button>
          <Button
            icon={<ShieldCheck size={16} aria-hidden />}
            disabled={verify.busy || models === null}
            onClick={verify.start}
          >
            {verify.busy ? t('models.verify.busy') : t('models.verify.start')}
          </Button>
        </div>
      </div>
      {error === null ? null : <ErrorNotice error={error} again={again} />}
      {verify.error === null ? null : <ErrorNotice error={verify.error} />}
      <p className="visually-hidden" role="status">
        {verify.summary}
      </p>
      {models === null && error === null ? <Loading text={t('reading')} /> : null}
      {models === null
        ? null
        : modelRole.options.map((role) => (
            <RoleSection
              key={role}
              role={role}
              models={inOrder(models.filter((model) => model.role === role))}
              verified={verify.results}
              onChanged={again}
            />
          ))}
      {importing ? (
        <ImportDialog
          onClose={() => {
            setImporting(false);
          }}
          onImported={again}
        />
      ) : null}
    </>
  );
}
