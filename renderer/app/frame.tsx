import { AskView } from '../ask/ask-view.tsx';
import { LibraryView } from '../library/library-view.tsx';
import { SettingsView } from '../settings/settings-view.tsx';
import { Viewer } from '../viewer/viewer.tsx';
import styles from './frame.module.css';
import { useNavigation } from './navigation.ts';
import { Sidebar } from './sidebar.tsx';
import { StatusLine } from './status-line.tsx';

/** The window: sidebar, the view asked for, the viewer where a document is open, status line. */
export function Frame() {
  const viewer = useNavigation((state) => state.viewer);
  return (
    <div className={styles['frame']}>
      <Sidebar />
      <main className={styles['middle']}>
        <MiddlePane />
      </main>
      {viewer === null ? null : (
        <aside className={styles['viewer']}>
          <Viewer target={viewer} />
        </aside>
      )}
      <StatusLine />
    </div>
  );
}

function MiddlePane() {
  const view = useNavigation((state) => state.view);
  switch (view.kind) {
    case 'ask':
      return <AskView conversation={view.conversation} />;
    case 'library':
      return <LibraryView collection={view.collection} />;
    case 'settings':
      return <SettingsView page={view.page} />;
  }
}
