import {
  History,
  Library,
  MessageCircleQuestion,
  PanelLeftClose,
  PanelLeftOpen,
  Settings,
  Table2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RecentQuestions } from '../ask/history/recent-questions.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { CollectionLinks } from './collection-links.tsx';
import { useNavigation } from './navigation.ts';
import { SidebarLink } from './sidebar-link.tsx';
import styles from './sidebar.module.css';

/** Ways to the views; folded, a rail of icons. */
export function Sidebar({
  rail,
  canFold,
  onFold,
}: {
  readonly rail: boolean;
  readonly canFold: boolean;
  readonly onFold: () => void;
}) {
  const { t } = useTranslation(['app', 'ask', 'survey']);
  const view = useNavigation((state) => state.view);
  const go = useNavigation((state) => state.go);
  const ask = (): void => {
    const { lastConversation, focusAsk } = useNavigation.getState();
    // From another view back to the answer one was reading; from there to a new question.
    go({ kind: 'ask', conversation: view.kind === 'ask' ? null : lastConversation });
    focusAsk();
  };
  return (
    <nav
      className={styles['sidebar']}
      aria-label={t('sidebar.label')}
      data-pane="sidebar"
      data-rail={rail}
      tabIndex={-1}
    >
      <SidebarLink
        rail={rail}
        icon={<MessageCircleQuestion size={16} aria-hidden />}
        label={t('sidebar.ask')}
        current={view.kind === 'ask' && (rail || view.conversation === null)}
        onSelect={ask}
      />
      <SidebarLink
        rail={rail}
        icon={<Table2 size={16} aria-hidden />}
        label={t('survey:title')}
        current={view.kind === 'survey'}
        onSelect={() => {
          go({ kind: 'survey', survey: null });
        }}
      />
      <SidebarLink
        rail={rail}
        icon={<Library size={16} aria-hidden />}
        label={t('sidebar.library')}
        current={view.kind === 'library' && view.collection === null}
        onSelect={() => {
          go({ kind: 'library', collection: null });
        }}
      />
      <div className={styles['lists']}>
        {rail ? (
          <SidebarLink
            rail
            icon={<History size={16} aria-hidden />}
            label={t('ask:history.all')}
            current={view.kind === 'history'}
            onSelect={() => {
              go({ kind: 'history' });
            }}
          />
        ) : (
          <>
            <CollectionLinks />
            <RecentQuestions />
          </>
        )}
      </div>
      <div className={styles['foot']}>
        <SidebarLink
          rail={rail}
          icon={<Settings size={16} aria-hidden />}
          label={t('sidebar.settings')}
          current={view.kind === 'settings'}
          onSelect={() => {
            go({ kind: 'settings', page: 'models' });
          }}
        />
        {canFold ? (
          <IconButton label={rail ? t('sidebar.unfold') : t('sidebar.fold')} onClick={onFold}>
            {rail ? (
              <PanelLeftOpen size={16} aria-hidden />
            ) : (
              <PanelLeftClose size={16} aria-hidden />
            )}
          </IconButton>
        ) : null}
      </div>
    </nav>
  );
}
