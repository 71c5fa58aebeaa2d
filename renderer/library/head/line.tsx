import { CircleAlert, RotateCw, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentStatus } from '../../../src/contract/documents.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { canRetry, type Actions } from '../actions/use-actions.ts';
import {
  clearFilter,
  clearSelection,
  isFiltered,
  MAX_TARGETS,
  setFilter,
  troubled,
  useLibrary,
} from '../library-store.ts';
import { rowOf, type Loaded } from '../rows/loaded.ts';
import { readIds } from '../rows/read-ids.ts';
import type { ListQuery } from '../rows/use-rows.ts';
import { shareOf, WorkLine } from '../work/work-line.tsx';
import styles from './head.module.css';

/**
 * One line of constant height under the tools: what is chosen and what to do with it, else how far
 * reading is, else how many documents there are.
 */
export function Line({
  loaded,
  query,
  actions,
}: {
  readonly loaded: Loaded | null;
  readonly query: ListQuery;
  readonly actions: Actions;
}) {
  const { t } = useTranslation('library');
  const library = useEngine((state) => state.library);
  const chosen = useLibrary((state) => state.selected.size);
  const working = library !== null && library.work !== 'idle' && library.progress !== null;
  return (
    <div className={styles['line']}>
      {chosen > 0 ? (
        <Chosen loaded={loaded} count={chosen} actions={actions} />
      ) : working ? (
        <WorkLine library={library} />
      ) : loaded === null ? null : (
        <Summary loaded={loaded} />
      )}
      {loaded === null || chosen > 0 ? null : (
        <Attention loaded={loaded} query={query} actions={actions} />
      )}
      {working ? (
        <div className={styles['progress']}>
          <ProgressBar value={shareOf(library)} label={t('work.label')} />
        </div>
      ) : null}
    </div>
  );
}

function Chosen({
  loaded,
  count,
  actions,
}: {
  readonly loaded: Loaded | null;
  readonly count: number;
  readonly actions: Actions;
}) {
  const { t } = useTranslation('library');
  const { number } = useSizes();
  const selected = useLibrary((state) => state.selected);
  // Of those that are not on the screen it is not known; the engine takes what can be tried again.
  const retriable = [...selected].some((id) => {
    const row = rowOf(loaded, id);
    return row === undefined || canRetry(row);
  });
  return (
    <div className={styles['chosen']} role="toolbar" aria-label={t('chosen.label')}>
      <span className={styles['summary']} role="status">
        {count >= MAX_TARGETS
          ? t('chosen.most', { count, number: number(count) })
          : t('chosen.count', { count, number: number(count) })}
      </span>
      {retriable ? (
        <Button
          kind="quiet"
          icon={<RotateCw size={16} aria-hidden />}
          onClick={() => {
            actions.retry([...selected]);
          }}
        >
          {t('action.retry')}
        </Button>
      ) : null}
      <Button kind="quiet" icon={<Trash2 size={16} aria-hidden />} onClick={actions.removeSelected}>
        {t('action.remove')}
      </Button>
      <Button kind="quiet" icon={<X size={16} aria-hidden />} onClick={clearSelection}>
        {t('chosen.clear')}
      </Button>
      <span className={styles['space']} />
      <ShowAll />
    </div>
  );
}

function Summary({ loaded }: { readonly loaded: Loaded }) {
  const { t } = useTranslation('library');
  const { number } = useSizes();
  const filtered = useLibrary(isFiltered);
  const folder = useLibrary((state) => state.folder);
  const { total } = loaded;
  return (
    <div className={styles['summary']}>
      <p role="status">
        {filtered
          ? t('shown', { count: total, number: number(total) })
          : t('documents', { count: total, number: number(total) })}
        {folder === null ? null : (
          <>
            {' · '}
            <bdi>{folder}</bdi>
          </>
        )}
      </p>
      <ShowAll />
    </div>
  );
}

/** Ends the filter; there while there is one, whatever is chosen. */
function ShowAll() {
  const { t } = useTranslation('library');
  if (!useLibrary(isFiltered)) return null;
  return (
    <Button kind="quiet" icon={<X size={14} aria-hidden />} onClick={clearFilter}>
      {t('filter.clear')}
    </Button>
  );
}

/** How many documents need a look; a click shows them alone, where they can all be tried again. */
function Attention({
  loaded: { byStatus, total },
  query,
  actions,
}: {
  readonly loaded: Loaded;
  readonly query: ListQuery;
  readonly actions: Actions;
}) {
  const { t } = useTranslation('library');
  const { number } = useSizes();
  const client = useClient();
  const status = useLibrary((state) => state.status);
  const found: readonly DocumentStatus[] = [...troubled].filter(
    (each) => (byStatus[each] ?? 0) > 0,
  );
  const count = found.reduce((sum, each) => sum + (byStatus[each] ?? 0), 0);
  const alone = status.length > 0 && status.every((each) => troubled.has(each));
  const retryAll = async (): Promise<void> => {
    const ids = await readIds(client, query, 0, total - 1);
    if (ids.length > 0) actions.retry(ids);
  };
  if (count === 0) return null;
  if (alone) {
    return (
      <Button
        kind="quiet"
        icon={<RotateCw size={14} aria-hidden />}
        disabled={total === 0}
        onClick={() => {
          void retryAll();
        }}
      >
        {t('attention.retry')}
      </Button>
    );
  }
  return (
    <Button
      kind="quiet"
      className={styles['attention']}
      icon={<CircleAlert size={14} aria-hidden />}
      onClick={() => {
        setFilter({ status: found });
      }}
    >
      {t('attention.count', { count, number: number(count) })}
    </Button>
  );
}
