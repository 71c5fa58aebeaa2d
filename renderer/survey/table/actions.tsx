import { CirclePause, CirclePlay, CircleStop, Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyEntry, SurveyFormat } from '../../../src/contract/surveys.ts';
import { useClient } from '../../engine/client.ts';
import { languageOf } from '../../i18n/languages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { exportSurvey } from './export-survey.ts';
import styles from './table.module.css';

const ICON = { size: 16, 'aria-hidden': true } as const;

/** Pause, go on, stop, export, delete. */
export function Actions({
  survey: { id, state, coverage },
  onBack,
  onResumed,
}: {
  readonly survey: SurveyEntry;
  readonly onBack: () => void;
  readonly onResumed: () => void;
}) {
  const { t, i18n } = useTranslation('survey');
  const client = useClient();
  const errorText = useErrorText();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState('');
  const control = async (action: 'pause' | 'resume' | 'cancel'): Promise<void> => {
    const done = await client.call('controlSurvey', { id, action });
    setProblem(done.ok ? '' : errorText(done.error));
    // What is complete or stopped is no longer followed.
    if (done.ok && action === 'resume') onResumed();
  };
  const save = async (format: SurveyFormat): Promise<void> => {
    const language = languageOf(i18n.language);
    const error = await exportSurvey(client, { id, format, language });
    setProblem(error === null ? '' : errorText(error));
  };
  const erase = async (): Promise<void> => {
    const erased = await client.call('deleteSurvey', { id });
    if (erased.ok) onBack();
    else setProblem(errorText(erased.error));
  };
  const active = state === 'running' || state === 'paused';
  const resumable = state === 'paused' || state === 'cancelled' || coverage.failed > 0;
  return (
    <div className={styles['actions']}>
      {problem === '' ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      {state === 'running' ? (
        <Button icon={<CirclePause {...ICON} />} onClick={() => void control('pause')}>
          {t('pause')}
        </Button>
      ) : resumable ? (
        <Button icon={<CirclePlay {...ICON} />} onClick={() => void control('resume')}>
          {t(state === 'complete' ? 'again' : 'resume')}
        </Button>
      ) : null}
      {active ? (
        <Button icon={<CircleStop {...ICON} />} onClick={() => void control('cancel')}>
          {t('cancel')}
        </Button>
      ) : null}
      <Menu align="end" trigger={<Button icon={<Download {...ICON} />}>{t('export')}</Button>}>
        <MenuItem onSelect={() => void save('csv')}>{t('csv')}</MenuItem>
        <MenuItem onSelect={() => void save('xlsx')}>{t('xlsx')}</MenuItem>
      </Menu>
      <IconButton
        label={t('delete')}
        onClick={() => {
          setAsked(true);
        }}
      >
        <Trash2 {...ICON} />
      </IconButton>
      <Dialog
        open={asked}
        onClose={() => {
          setAsked(false);
        }}
        title={t('delete-title')}
        description={t('delete-text')}
        actions={
          <>
            <Button
              onClick={() => {
                setAsked(false);
              }}
            >
              {t('keep')}
            </Button>
            <Button kind="danger" onClick={() => void erase()}>
              {t('delete')}
            </Button>
          </>
        }
      />
    </div>
  );
}
