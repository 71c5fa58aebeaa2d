import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelRole, type ModelEntry, type ModelRole } from '../../../src/contract/models.ts';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import field from '../parts/field.module.css';
import { PathField } from '../parts/path-field.tsx';
import styles from './dialogs.module.css';
import { importAll, type Outcome, type Step } from './import-models.ts';
import { ImportOutcome } from './import-outcome.tsx';

/** Takes in a model file of the person's own, or all of a folder, from a disk or a USB stick. */
export function ImportDialog({
  role: expected,
  onClose,
  onImported,
}: {
  /** The role it is meant for, where that is known. */
  readonly role?: ModelRole;
  readonly onClose: () => void;
  readonly onImported: (models: readonly ModelEntry[]) => void;
}) {
  const { t } = useTranslation('settings');
  const client = useClient();
  const id = useId();
  const [file, setFile] = useState('');
  const [role, setRole] = useState<ModelRole | null>(expected ?? null);
  const [busy, setBusy] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const start = async (): Promise<void> => {
    setBusy(true);
    setOutcome(null);
    const now = await importAll(client, file.trim(), role, setStep);
    setBusy(false);
    if (now.models.length > 0) onImported(now.models);
    if (now.problems.length === 0 && now.models.length > 0) onClose();
    else setOutcome(now);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('models.import.title')}
      description={t('models.import.text')}
    >
      <form
        className={form['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <PathField
          kind="model"
          label={t('models.import.path')}
          value={file}
          onChange={setFile}
          onError={(error) => {
            setOutcome(error === null ? null : { models: [], problems: [{ name: null, error }] });
          }}
        />
        <label className={field['label']} htmlFor={id}>
          {t('models.import.role')}
          <select
            id={id}
            className={field['select']}
            value={role ?? ''}
            onChange={({ target }) => {
              const chosen = modelRole.safeParse(target.value);
              setRole(chosen.success ? chosen.data : null);
            }}
          >
            <option value="">{t('models.import.by-file')}</option>
            {modelRole.options.map((each) => (
              <option key={each} value={each}>
                {t(`models.roles.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <div className={styles['progress']}>
          {busy ? (
            <ProgressBar
              value={step === null || step.total < 2 ? null : step.done / step.total}
              label={t('models.import.busy')}
            />
          ) : null}
        </div>
        {outcome === null ? null : <ImportOutcome outcome={outcome} />}
        <footer className={form['actions']}>
          <Button onClick={onClose}>
            {t(outcome !== null && outcome.models.length > 0 ? 'close' : 'cancel')}
          </Button>
          <Button type="submit" kind="primary" disabled={busy || file.trim() === ''}>
            {busy ? t('models.import.busy') : t('models.import.start')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
