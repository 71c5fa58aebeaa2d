import { CircleAlert, FileSearch, FolderOpen } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../add/add-button.tsx';
import { useEngine } from '../engine/engine-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useErrorText } from '../ui/use-error-text.ts';
import { useActions, type Actions } from './actions/use-actions.ts';
import { Line } from './head/line.tsx';
import { Problem } from './head/problem.tsx';
import { Stopped } from './head/stopped.tsx';
import { Toolbar } from './head/toolbar.tsx';
import { LibraryDialogs } from './library-dialogs.tsx';
import { clearFilter, clearSelection, isFiltered, useLibrary } from './library-store.ts';
import styles from './library-view.module.css';
import { UndoBar } from './removal/undo-bar.tsx';
import { type ListQuery, type PageRange, type Rows, useRows } from './rows/use-rows.ts';
import { Skeleton } from './table/skeleton.tsx';
import { Table } from './table/table.tsx';

const firstPage: PageRange = { first: 0, last: 0 };

/** The table of documents, with all that can be done with them. */
export function LibraryView({ collection }: { readonly collection: string | null }) {
  const { t } = useTranslation('library');
  const query = useListQuery(collection);
  const [range, setRange] = useState(firstPage);
  const rows = useRows(query, range);
  const actions = useActions();
  const { loaded } = rows;
  return (
    <section className={styles['view']} aria-label={t('title')}>
      <Toolbar collection={collection} loaded={loaded} />
      <Line loaded={loaded} query={query} actions={actions} />
      <Problem />
      <Stopped />
      <List
        rows={rows}
        query={query}
        actions={actions}
        collection={collection}
        onRange={setRange}
      />
      <UndoBar />
      <LibraryDialogs actions={actions} />
    </section>
  );
}

function List({
  rows: { loaded, error, again },
  query,
  actions,
  collection,
  onRange,
}: {
  readonly rows: Rows;
  readonly query: ListQuery;
  readonly actions: Actions;
  readonly collection: string | null;
  readonly onRange: (range: PageRange) => void;
}) {
  const { t } = useTranslation('library');
  const errorText = useErrorText();
  const running = useEngine((state) => state.engine.state === 'running');
  const filtered = useLibrary(isFiltered);
  const late = useDelayed(loaded === null && error === null);
  if (error !== null && running && error.code !== 'cancelled') {
    return (
      <EmptyState
        icon={<CircleAlert size={32} aria-hidden />}
        title={t('failed')}
        actions={<Button onClick={again}>{t('again')}</Button>}
      >
        <p>{errorText(error)}</p>
      </EmptyState>
    );
  }
  if (loaded === null) return late ? <Skeleton /> : <div className={styles['blank']} />;
  if (loaded.total > 0) {
    return <Table loaded={loaded} query={query} actions={actions} onRange={onRange} />;
  }
  if (filtered) {
    return (
      <EmptyState
        icon={<FileSearch size={32} aria-hidden />}
        title={t('empty.filtered')}
        actions={<Button onClick={clearFilter}>{t('filter.clear')}</Button>}
      >
        <p>{t('empty.filtered-text')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<FolderOpen size={32} aria-hidden />}
      title={t(collection === null ? 'empty.library' : 'empty.collection')}
      actions={<AddButton collection={collection} />}
    >
      <p>{t('empty.text')}</p>
    </EmptyState>
  );
}

/** What is asked of the engine, the same object while it means the same. */
function useListQuery(collection: string | null): ListQuery {
  const find = useLibrary((state) => state.find.trim());
  const status = useLibrary((state) => state.status);
  const type = useLibrary((state) => state.type);
  const folder = useLibrary((state) => state.folder);
  const sort = useLibrary((state) => state.sort);
  useEffect(() => clearSelection, [collection]);
  return useMemo(
    () => ({
      filter: {
        ...(collection === null ? {} : { collection }),
        ...(folder === null ? {} : { folder }),
        ...(find === '' ? {} : { find }),
        ...(status.length === 0 ? {} : { status: [...status] }),
        ...(type.length === 0 ? {} : { type: [...type] }),
      },
      sort,
    }),
    [collection, find, status, type, folder, sort],
  );
}
