import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import { defaultLayout, RAIL, useLayout } from './layout-store.ts';
import { MiddlePane } from './middle-pane.tsx';
import { useNavigation } from './navigation.ts';
import styles from './panes.module.css';
import { Guarded } from './part-failed.tsx';
import { Viewer } from './parts.ts';
import { Sidebar } from './sidebar.tsx';
import { useNarrowFor } from './use-narrow.ts';

/** Sidebar, view and viewer side by side, with dividers between them. */
export function Panes() {
  const { t } = useTranslation();
  const viewer = useNavigation((state) => state.viewer);
  const sidebar = usePanelRef();
  const viewerPanel = usePanelRef();
  const narrow = useNarrowFor('three-panes');
  const small = useNarrowFor('two-panes');
  const widths = useLayout();
  // What does not fit a small window, or one whose text is magnified, gives way to the rest.
  const forced = small || (narrow && viewer !== null);
  const rail = widths.folded || forced;

  useEffect(() => {
    // The group lays itself out anew when the viewer comes or goes; only then can it be told.
    const frame = requestAnimationFrame(() => {
      sidebar.current?.resize(rail ? RAIL : useLayout.getState().sidebar);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [rail, sidebar]);

  const keepWidths = (): void => {
    const left = sidebar.current?.getSize().inPixels;
    if (left !== undefined && !forced) {
      if (left <= RAIL) useLayout.setState({ folded: true });
      else useLayout.setState({ folded: false, sidebar: left });
    }
    const right = viewerPanel.current?.getSize().asPercentage;
    if (right !== undefined) useLayout.setState({ viewer: right });
  };

  return (
    <Group
      className={styles['panes']}
      onLayoutChanged={(_, { isUserInteraction }) => {
        if (isUserInteraction) keepWidths();
      }}
    >
      <Panel
        id="sidebar"
        panelRef={sidebar}
        collapsible
        collapsedSize={RAIL}
        minSize={180}
        maxSize={360}
        defaultSize={rail ? RAIL : widths.sidebar}
        groupResizeBehavior="preserve-pixel-size"
      >
        <Sidebar
          rail={rail}
          canFold={!forced}
          onFold={() => {
            useLayout.setState({ folded: !widths.folded });
          }}
        />
      </Panel>
      <Separator
        className={styles['divider']}
        aria-label={t('panes.sidebar')}
        disableDoubleClick
        onDoubleClick={() => {
          useLayout.setState({ sidebar: defaultLayout.sidebar, folded: false });
          sidebar.current?.resize(defaultLayout.sidebar);
        }}
      />
      <Panel id="middle" minSize={small ? 240 : 360}>
        <MiddlePane />
      </Panel>
      {viewer === null ? null : (
        <>
          <Separator
            className={styles['divider']}
            aria-label={t('panes.viewer')}
            disableDoubleClick
            onDoubleClick={() => {
              useLayout.setState({ viewer: defaultLayout.viewer });
              viewerPanel.current?.resize(`${String(defaultLayout.viewer)}%`);
            }}
          />
          <Panel
            id="viewer"
            panelRef={viewerPanel}
            minSize={small ? 240 : 320}
            defaultSize={`${String(widths.viewer)}%`}
          >
            <aside
              className={styles['viewer']}
              aria-label={t('panes.viewer')}
              data-pane="viewer"
              tabIndex={-1}
            >
              <Guarded resetKey={viewer.documentId}>
                <Viewer target={viewer} />
              </Guarded>
            </aside>
          </Panel>
        </>
      )}
    </Group>
  );
}
