import type { i18n } from 'i18next';
import { Unplug } from 'lucide-react';
import { I18nextProvider } from 'react-i18next';
import type { ConnectFailure } from '../engine/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './connect-failed.module.css';

/** Shown instead of the application where its engine cannot be reached. */
export function ConnectFailed({
  reason,
  texts,
}: {
  readonly reason: ConnectFailure;
  readonly texts: i18n;
}) {
  return (
    <I18nextProvider i18n={texts}>
      <main className={styles['screen']}>
        <EmptyState
          icon={<Unplug size={32} aria-hidden />}
          title={texts.t(`connect.${reason}.title`)}
          actions={
            reason === 'unreachable' || reason === 'crowded' ? (
              <Button
                kind="primary"
                onClick={() => {
                  location.reload();
                }}
              >
                {texts.t('failed.again')}
              </Button>
            ) : undefined
          }
        >
          <p>{texts.t(`connect.${reason}.text`)}</p>
        </EmptyState>
      </main>
    </I18nextProvider>
  );
}
