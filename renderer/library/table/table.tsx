import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { RowMenu } from '../actions/row-menu.tsx';
import type { Actions } from '../actions/use-actions.ts';
import { clearSelection, useLibrary } from '../library-store.ts';
import { PAGE_ROWS, rowAt, type Loaded } from '../rows/loaded.ts';
import { useRowWords } from '../rows/use-row-words.ts';
import type { ListQuery, PageRange } from '../rows/use-rows.ts';
import { columns } from './columns.ts';
import { Head } from './head.tsx';
import { Row, type RowEvents } from './row.tsx';
import styles from './table.module.css';
import { useChoice } from './use-choice.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useRowHeight } from './use-row-height.ts';

/** Rows drawn above and below the screen. */
const OVERSCAN = 12;

interface OpenMenu {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The documents, as many as there are: only the rows on the screen are drawn. */
export function Table({
  loaded,
  query,
  actions,
  onRange,
}: {
  readonly loaded: Loaded;
  readonly query: ListQuery;
  readonly actions: Actions;
  readonly onRange: (range: PageRange) => void;
}) {
  const { t } = useTranslation('library');
  const wordsOf = useRowWords();
  const grid = useRef<HTMLDivElement>(null);
  const selected = useLibrary((state) => state.selected);
  const shown = useNavigation((state) => state.viewer?.documentId);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const choice = useChoice(loaded, query);
  const height = useRowHeight();
  const { total } = loaded;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => grid.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollPaddingStart: height,
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, height]);
  const items = virtualizer.getVirtualItems();
  const first = Math.floor((items[0]?.index ?? 0) / PAGE_ROWS);
  const last = Math.floor((items.at(-1)?.index ?? 0) / PAGE_ROWS);
  useEffect(() => {
    onRange({ first, last });
  }, [first, last, onRange]);
  const { key } = loaded;
  useEffect(() => {
    // Another list begins at its start.
    grid.current?.scrollTo({ top: 0 });
  }, [key]);

  const openMenuAt = (index: number): void => {
    const row = grid.current?.querySelector(`[aria-rowindex="${String(index + 2)}"]`);
    const box = row?.getBoundingClientRect();
    if (box !== undefined) setMenu({ index, x: box.left + box.height, y: box.bottom });
  };
  const open = (index: number): void => {
    const row = rowAt(loaded, index);
    if (row !== undefined) actions.open(row);
  };
  const latest = useRef({ choice, open });
  useEffect(() => {
    latest.current = { choice, open };
  });
  const events = useMemo<RowEvents>(
    () => ({
      onChoose: (index, { shiftKey, ctrlKey, metaKey }) => {
        const { choice: now } = latest.current;
        if (shiftKey) now.upTo(index);
        else if (ctrlKey || metaKey) now.toggle(index);
        else now.only(index);
      },
      onToggle: (index) => {
        latest.current.choice.toggle(index);
      },
      onOpen: (index) => {
        latest.current.open(index);
      },
      onMenu: (index, at) => {
        latest.current.choice.moveTo(index);
        setMenu({ index, ...at });
      },
    }),
    [],
  );
  const onKeyDown = useGridKeys({
    choice,
    total,
    rowsShown: () => Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / height) - 2),
    onMove: (index) => {
      virtualizer.scrollToIndex(index);
    },
    onOpen: open,
    onMenu: openMenuAt,
    onRemove: () => {
      const row = rowAt(loaded, choice.active);
      // One document is called by its name.
      const alone = selected.size === 0 || (selected.size === 1 && selected.has(row?.id ?? ''));
      if (!alone) actions.removeSelected();
      else if (row !== undefined) actions.remove(row);
    },
  });
  const all = selected.size === 0 ? false : selected.size >= total ? true : 'mixed';
  const menuRow = menu === null ? undefined : rowAt(loaded, menu.index);
  return (
    <>
      <p id="library-keys" className="visually-hidden">
        {t('table.keys')}
      </p>
      <div
        ref={grid}
        className={styles['grid']}
        role="grid"
        data-focus-home
        tabIndex={0}
        aria-label={t('table.label')}
        aria-describedby="library-keys"
        aria-multiselectable
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 2}
        aria-activedescendant={
          items.some(({ index }) => index === choice.active)
            ? `library-row-${String(choice.active)}`
            : undefined
        }
        onKeyDown={onKeyDown}
      >
        <Head
          all={all}
          onAll={() => {
            if (all === true) clearSelection();
            else choice.everything();
          }}
        />
        <div
          className={styles['rows']}
          role="rowgroup"
          style={{ height: `${String(virtualizer.getTotalSize())}px` }}
        >
          {items.map(({ index, start }) => {
            const row = rowAt(loaded, index);
            return (
              <Row
                key={index}
                id={`library-row-${String(index)}`}
                index={index}
                top={start}
                row={row}
                wordsOf={wordsOf}
                selected={row !== undefined && selected.has(row.id)}
                active={index === choice.active}
                shown={row !== undefined && row.id === shown}
                events={events}
              />
            );
          })}
        </div>
      </div>
      {menu === null || menuRow === undefined ? null : (
        <RowMenu
          at={menu}
          row={menuRow}
          actions={actions}
          onClose={() => {
            setMenu(null);
          }}
          onCloseFocus={() => {
            if (document.activeElement === document.body) grid.current?.focus();
          }}
        />
      )}
    </>
  );
}
