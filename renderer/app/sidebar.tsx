import { Library, MessageCircleQuestion, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { useNavigation } from './navigation.ts';
import styles from './sidebar.module.css';

/** Ways to the views. */
export function Sidebar() {
  const { t } = useTranslation();
  const go = useNavigation((state) => state.go);
  return (
    <nav className={styles['sidebar']} aria-label={t('sidebar.label')}>
      <Button
        kind="quiet"
        icon={<MessageCircleQuestion size={16} aria-hidden />}
        onClick={() => {
          go({ kind: 'ask', conversation: null });
        }}
      >
        {t('sidebar.ask')}
      </Button>
      <Button
        kind="quiet"
        icon={<Library size={16} aria-hidden />}
        onClick={() => {
          go({ kind: 'library', collection: null });
        }}
      >
        {t('sidebar.library')}
      </Button>
      <Button
        kind="quiet"
        icon={<Settings size={16} aria-hidden />}
        onClick={() => {
          go({ kind: 'settings', page: 'models' });
        }}
      >
        {t('sidebar.settings')}
      </Button>
    </nav>
  );
}
