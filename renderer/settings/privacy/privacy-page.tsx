import { useTranslation } from 'react-i18next';
import { Section } from '../parts/section.tsx';
import { DeniedSection } from './denied-section.tsx';
import { EraseCollections } from './erase-collections.tsx';
import { EraseEverything } from './erase-everything.tsx';
import { IsolationSection } from './isolation-section.tsx';
import styles from './privacy-page.module.css';
import { StorageSection } from './storage-section.tsx';

/** What leaves this machine, what is kept on it, and how it is erased. */
export function PrivacyPage() {
  const { t } = useTranslation('settings');
  return (
    <>
      <IsolationSection />
      <Section title={t('privacy.network.title')}>
        <ul className={styles['points']}>
          <li>{t('privacy.network.nothing')}</li>
          <li>{t('privacy.network.models')}</li>
          <li>{t('privacy.network.no-more')}</li>
        </ul>
      </Section>
      <StorageSection />
      <DeniedSection />
      <EraseCollections />
      <EraseEverything />
    </>
  );
}
