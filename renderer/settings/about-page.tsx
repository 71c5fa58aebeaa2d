import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../src/contract/errors.ts';
import { useEngine } from '../engine/engine-store.ts';
import { Button } from '../ui/button.tsx';
import styles from './about-page.module.css';
import { Facts } from './parts/facts.tsx';
import { Section } from './parts/section.tsx';
import { ErrorNotice } from './parts/error-notice.tsx';

const platforms: Readonly<Record<string, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};

/** Which Carrel this is, and under which licences it comes. */
export function AboutPage() {
  const { t } = useTranslation('settings');
  const shell = useEngine((state) => state.shell);
  const [licences, setLicences] = useState<string | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const show = async (): Promise<void> => {
    try {
      const file = await import('../../docs/third-party-licences.md?raw');
      setLicences(readable(file.default));
      setError(null);
    } catch {
      // The page's own files come from the same place as all else.
      setError({ code: 'connection-lost', message: 'The licences could not be read.' });
    }
  };
  return (
    <>
      <p>{t('about.what')}</p>
      {shell === null ? null : (
        <Facts
          facts={[
            [t('about.version'), shell.version],
            [t('about.door'), t(`about.doors.${shell.door}`)],
            [t('about.system'), platforms[shell.platform] ?? shell.platform],
            [t('about.licence'), 'Apache-2.0'],
          ]}
        />
      )}
      <Section title={t('about.third-party')} note={t('about.third-party-note')}>
        {error === null ? null : <ErrorNotice error={error} />}
        {licences === null ? (
          <div className={styles['show']}>
            <Button onClick={() => void show()}>{t('about.show')}</Button>
          </div>
        ) : (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
          <pre className={styles['licences']} tabIndex={0} aria-label={t('about.third-party')}>
            {licences}
          </pre>
        )}
      </Section>
    </>
  );
}

/** The file's table without its drawing; its own title is on the page. */
function readable(markdown: string): string {
  return markdown
    .replace(/^#[^\n]*\n+/u, '')
    .replaceAll(/^\| -+ .*\n/gmu, '')
    .replaceAll(/^\| (.*?) *\| (.*?) *\|$/gmu, '$1 — $2');
}
