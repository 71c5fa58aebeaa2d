import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from 'radix-ui';
import type { DocumentDetail } from '../../../src/contract/library.ts';
import type { OpenPdf } from '../pdf/open-pdf.ts';
import type { PageShape } from '../pdf/page-layout.ts';
import { goToPage, useViewer, useViewerStore } from '../viewer-store.ts';
import { bookmarkEntries, headingEntries, type OutlineEntry } from './outline-entries.ts';
import styles from './panel.module.css';
import { Thumbnails } from './thumbnails.tsx';

/** Beside the document: small pages, and its headings. */
export function Panel({
  detail,
  opened,
  likely,
}: {
  readonly detail: DocumentDetail;
  /** Null where only what Carrel read is shown. */
  readonly opened: OpenPdf | null;
  readonly likely: PageShape | null;
}) {
  const { t } = useTranslation('viewer');
  const store = useViewerStore();
  const panel = useViewer((state) => state.panel);
  if (opened === null) {
    return (
      <aside className={styles['panel']} aria-label={t('panel.outline')}>
        <Outline detail={detail} opened={null} />
      </aside>
    );
  }
  return (
    <Tabs.Root
      className={styles['panel']}
      value={panel}
      onValueChange={(value) => {
        store.setState({ panel: value === 'outline' ? 'outline' : 'pages' });
      }}
    >
      <Tabs.List className={styles['tabs']} aria-label={t('panel.label')}>
        <Tabs.Trigger className={styles['tab']} value="pages">
          {t('panel.pages')}
        </Tabs.Trigger>
        <Tabs.Trigger className={styles['tab']} value="outline">
          {t('panel.outline')}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content className={styles['body']} value="pages">
        <Thumbnails opened={opened} likely={likely} />
      </Tabs.Content>
      <Tabs.Content className={styles['body']} value="outline">
        <Outline detail={detail} opened={opened} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function Outline({
  detail,
  opened,
}: {
  readonly detail: DocumentDetail;
  readonly opened: OpenPdf | null;
}) {
  const { t } = useTranslation('viewer');
  const store = useViewerStore();
  const [entries, setEntries] = useState<readonly OutlineEntry[] | null>(null);
  useEffect(() => {
    let wanted = true;
    const headings = headingEntries(detail);
    const read = async (): Promise<void> => {
      const own = opened === null ? [] : await bookmarkEntries(opened.document);
      if (wanted) setEntries(own.length > 0 ? own : headings);
    };
    read().catch(() => {
      if (wanted) setEntries(headings);
    });
    return () => {
      wanted = false;
    };
  }, [detail, opened]);
  const open = async (entry: OutlineEntry): Promise<void> => {
    const page = await entry.page();
    if (page !== null) goToPage(store, page);
  };
  if (entries === null) return null;
  if (entries.length === 0) return <p className={styles['none']}>{t('panel.noOutline')}</p>;
  return (
    <ol className={styles['scroller']}>
      {entries.map((entry, index) => (
        // Headings may be alike; the list is replaced as a whole.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <button
            type="button"
            className={styles['entry']}
            style={{ paddingInlineStart: 8 + 12 * (entry.level - 1) }}
            onClick={() => {
              void open(entry);
            }}
          >
            <bdi>{entry.title}</bdi>
          </button>
        </li>
      ))}
    </ol>
  );
}
