import { Ellipsis } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryRow } from '../../../src/contract/library.ts';
import { classes } from '../../ui/classes.ts';
import { useSizes } from '../../i18n/sizes.ts';
import type { RowWords } from '../rows/use-row-words.ts';
import { StatusIcon } from '../status/status-icon.tsx';
import styles from './table.module.css';

/** What a row tells of its mouse; by its place in the list. */
export interface RowEvents {
  readonly onChoose: (index: number, event: MouseEvent) => void;
  readonly onToggle: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onMenu: (index: number, at: { readonly x: number; readonly y: number }) => void;
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly row: LibraryRow | undefined;
  /** The same function while the language is. */
  readonly wordsOf: (row: LibraryRow) => RowWords;
  readonly selected: boolean;
  readonly active: boolean;
  /** It is the document open in the viewer. */
  readonly shown: boolean;
  readonly events: RowEvents;
}

/**
 * One document; the keyboard goes through the grid, so nothing in here takes the focus. What it is
 * given stays the same while it scrolls, so that only rows that come into sight are drawn.
 */
export const Row = memo(function Row(props: RowProps) {
  const { id, index, top, row, wordsOf, selected, active, shown, events } = props;
  const { t } = useTranslation('library');
  const { number } = useSizes();
  const style = { transform: `translateY(${String(top)}px)` };
  if (row === undefined) {
    return (
      <div
        id={id}
        className={styles['row']}
        role="row"
        aria-rowindex={index + 2}
        aria-busy
        style={style}
      >
        <div
          role="gridcell"
          aria-colindex={2}
          aria-label={t('table.choose', { name: number(index + 1) })}
          className={styles['name']}
        >
          <span className={styles['bone']} />
        </div>
      </div>
    );
  }
  const words = wordsOf(row);
  return (
    // Keys are handled by the grid, which has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      className={classes(styles['row'], active && styles['active'])}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={shown ? 'true' : undefined}
      style={style}
      data-document={row.id}
      data-status={row.status}
      onClick={(event) => {
        events.onChoose(index, event);
      }}
      onDoubleClick={() => {
        events.onOpen(index);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        events.onMenu(index, { x: event.clientX, y: event.clientY });
      }}
    >
      <div role="gridcell" aria-colindex={1} className={styles['choose']}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('table.choose', { name: words.name })}
          checked={selected}
          onClick={(event) => {
            event.stopPropagation();
          }}
          onChange={() => {
            events.onToggle(index);
          }}
        />
      </div>
      <div role="gridcell" aria-colindex={2} className={styles['name']} title={row.path}>
        <bdi className={styles['file']}>{words.name}</bdi>
        {words.within === '' ? null : <bdi className={styles['folder']}>{words.within}</bdi>}
      </div>
      <div role="gridcell" aria-colindex={3} className={styles['type']}>
        {words.type}
      </div>
      <div role="gridcell" aria-colindex={4} className={styles['pages']}>
        {words.pages}
      </div>
      <div
        role="gridcell"
        aria-colindex={5}
        className={styles['status']}
        title={words.reason === '' ? undefined : words.reason}
      >
        <StatusIcon status={row.status} />
        <span className={styles['word']}>{words.status}</span>
        {words.reason === '' ? null : <span className={styles['reason']}>{words.reason}</span>}
      </div>
      <div role="gridcell" aria-colindex={6} className={styles['size']}>
        {words.size}
      </div>
      <div role="gridcell" aria-colindex={7} className={styles['changed']} title={words.changedAt}>
        <time dateTime={row.modified}>{words.changed}</time>
      </div>
      <div role="gridcell" aria-colindex={8} className={styles['more']}>
        <button
          type="button"
          tabIndex={-1}
          className={styles['dots']}
          aria-label={t('table.actions', { name: words.name })}
          onClick={(event) => {
            event.stopPropagation();
            const { right, bottom } = event.currentTarget.getBoundingClientRect();
            events.onMenu(index, { x: right, y: bottom });
          }}
          onDoubleClick={(event) => {
            event.stopPropagation();
          }}
        >
          <Ellipsis size={16} aria-hidden />
        </button>
      </div>
    </div>
  );
});
