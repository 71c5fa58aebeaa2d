import { FolderInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddDocuments } from '../add/add-documents.tsx';
import styles from './drop-zone.module.css';
import { useDropped } from './dropped.ts';
import { useNavigation } from './navigation.ts';

/** The whole window takes files and folders, and shows how far those taken are. */
export function DropZone() {
  const held = useFilesHeld();
  return (
    <>
      <AddDocuments />
      {held ? <Held /> : null}
    </>
  );
}

/** While files are held over the window: what letting go will do. */
function Held() {
  const { t } = useTranslation(['app', 'add']);
  const view = useNavigation((state) => state.view);
  const name = view.kind === 'library' ? view.collection : null;
  return (
    <div className={styles['zone']} role="status">
      <div className={styles['frame']}>
        <div className={styles['words']}>
          <FolderInput size={32} aria-hidden />
          <strong>
            {name === null || name === 'default' ? t('drop.title') : t('add:drop-into', { name })}
          </strong>
          <span>{t('drop.text')}</span>
        </div>
      </div>
    </div>
  );
}

/** True while files are dragged over the window; a drop goes to the library. */
function useFilesHeld(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const withFiles = (listener: (event: DragEvent) => void) => (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      // Else the browser would leave the page and open the file.
      event.preventDefault();
      listener(event);
    };
    const over = withFiles((event) => {
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setHeld(true);
    });
    const leave = (event: DragEvent): void => {
      // Between two elements of the page there is a related target; at the window's edge none.
      if (event.relatedTarget === null) setHeld(false);
    };
    const drop = withFiles((event) => {
      setHeld(false);
      if (event.dataTransfer !== null) useDropped.getState().receive(event.dataTransfer);
    });
    window.addEventListener('dragenter', over, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => {
      controller.abort();
    };
  }, []);
  return held;
}
