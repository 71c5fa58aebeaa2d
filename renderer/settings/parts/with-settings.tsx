import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { Loading } from '../../ui/loading.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { useSettings } from './use-settings.ts';

/** Draws controls of settings once these are known; says so where they cannot be read or stored. */
export function WithSettings({
  children,
}: {
  readonly children: (settings: Settings, change: (change: Partial<Settings>) => void) => ReactNode;
}) {
  const { t } = useTranslation('settings');
  const { settings, error, change } = useSettings();
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} />}
      {settings !== null ? (
        children(settings, change)
      ) : error === null ? (
        <Loading text={t('reading')} />
      ) : null}
    </>
  );
}
