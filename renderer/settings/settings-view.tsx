import {
  Cpu,
  Database,
  FolderTree,
  Info,
  Keyboard,
  Layers,
  MessageSquareQuote,
  ShieldCheck,
  SlidersHorizontal,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsPages, useNavigation, type SettingsPage } from '../app/navigation.ts';
import { classes } from '../ui/classes.ts';
import nav from '../ui/nav-link.module.css';
import { AboutPage } from './about-page.tsx';
import { AnswersPage } from './answers-page.tsx';
import { DataPage } from './data/data-page.tsx';
import { FoldersPage } from './folders/folders-page.tsx';
import { GeneralPage } from './general-page.tsx';
import { ModelsPage } from './models/models-page.tsx';
import { PerformancePage } from './performance-page.tsx';
import { PrivacyPage } from './privacy/privacy-page.tsx';
import styles from './settings-view.module.css';
import { ShortcutsPage } from './shortcuts-page.tsx';

const pages: Readonly<
  Record<SettingsPage, { icon: ReactElement; view: () => ReactElement | null }>
> = {
  models: { icon: <Layers size={16} aria-hidden />, view: ModelsPage },
  privacy: { icon: <ShieldCheck size={16} aria-hidden />, view: PrivacyPage },
  general: { icon: <SlidersHorizontal size={16} aria-hidden />, view: GeneralPage },
  folders: { icon: <FolderTree size={16} aria-hidden />, view: FoldersPage },
  answers: { icon: <MessageSquareQuote size={16} aria-hidden />, view: AnswersPage },
  performance: { icon: <Cpu size={16} aria-hidden />, view: PerformancePage },
  data: { icon: <Database size={16} aria-hidden />, view: DataPage },
  shortcuts: { icon: <Keyboard size={16} aria-hidden />, view: ShortcutsPage },
  about: { icon: <Info size={16} aria-hidden />, view: AboutPage },
};

/** The pages of settings: their list on the left, the one chosen beside it. */
export function SettingsView({ page }: { readonly page: SettingsPage }) {
  const { t } = useTranslation('settings');
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [page]);
  const Page = pages[page].view;
  return (
    <div className={styles['settings']}>
      <div className={styles['view']}>
        <nav className={styles['pages']} aria-label={t('title')}>
          <h2 className={styles['title']}>{t('title')}</h2>
          <ul>
            {settingsPages.map((each) => (
              <li key={each}>
                <button
                  type="button"
                  className={classes(nav['link'], styles['link'])}
                  aria-current={each === page ? 'page' : undefined}
                  onClick={() => {
                    useNavigation.getState().go({ kind: 'settings', page: each });
                  }}
                >
                  {pages[each].icon}
                  <span>{t(`pages.${each}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div
          ref={scroller}
          className={styles['scroller']}
          role="region"
          aria-labelledby="settings-page"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls by keyboard.
          tabIndex={0}
        >
          <article className={styles['page']}>
            <h1 id="settings-page" className={styles['heading']}>
              {t(`pages.${page}`)}
            </h1>
            <Page />
          </article>
        </div>
      </div>
    </div>
  );
}
