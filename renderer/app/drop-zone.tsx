import { FolderInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drop-zone.module.css';
import { useDropped } from './dropped.ts';

/** The whole window takes files and folders; while some are held over it, it says so. */
export function DropZone() {
  const { t } = useTranslation();
  const held = useFilesHeld();
  if (!held) return null;
  return (
    <div className={styles['zone']} role="status">
      <div className={styles['words']}>
        <FolderInput size={32} aria-hidden />
        <strong>{t('drop.title')}</strong>
        <span>{t('drop.text')}</span>
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
