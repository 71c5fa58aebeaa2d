import { useEffect } from 'react';
import { useFollowCollections } from '../engine/collections.ts';
import { Palette } from '../palette/palette.tsx';
import { DropZone } from './drop-zone.tsx';
import { EngineBanner } from './engine-banner.tsx';
import styles from './frame.module.css';
import { Panes } from './panes.tsx';
import { loadParts } from './parts.ts';
import { StatusLine } from './status-line.tsx';
import { useAnnounce } from './use-announce.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** After the page can be typed into, and before somebody asks for another part of it. */
const LOAD_MS = 300;

/** The window: banner where there is need, the three panes, the status line. */
export function Frame() {
  useShortcuts();
  useAnnounce();
  useFollowCollections();
  useEffect(() => {
    const timer = setTimeout(loadParts, LOAD_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className={styles['frame']}>
      <EngineBanner />
      <Panes />
      <StatusLine />
      <DropZone />
      <Palette />
    </div>
  );
}
