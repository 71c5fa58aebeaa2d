import { AskView } from '../ask/ask-view.tsx';
import { useNavigation } from './navigation.ts';
import styles from './panes.module.css';
import { Guarded } from './part-failed.tsx';
import { HistoryView, LibraryView, SettingsView, SurveyView } from './parts.ts';

/** The view asked for. */
export function MiddlePane() {
  const kind = useNavigation((state) => state.view.kind);
  return (
    <main className={styles['middle']} data-pane="middle" tabIndex={-1}>
      <Guarded resetKey={kind}>
        <CurrentView />
      </Guarded>
    </main>
  );
}

function CurrentView() {
  const view = useNavigation((state) => state.view);
  switch (view.kind) {
    case 'ask':
      return <AskView conversation={view.conversation} />;
    case 'history':
      return <HistoryView />;
    case 'library':
      return <LibraryView collection={view.collection} />;
    case 'survey':
      return <SurveyView survey={view.survey} />;
    case 'settings':
      return <SettingsView page={view.page} />;
  }
}
