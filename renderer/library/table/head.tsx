import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes.ts';
import { sortBy, useLibrary } from '../library-store.ts';
import { columns } from './columns.ts';
import styles from './table.module.css';

/** The columns' names; each sorts by its column. */
export function Head({
  all,
  onAll,
}: {
  /** Every document of the list is chosen, some, or none. */
  readonly all: boolean | 'mixed';
  readonly onAll: () => void;
}) {
  const { t } = useTranslation('library');
  const sort = useLibrary((state) => state.sort);
  return (
    <div className={styles['head']} role="rowgroup">
      <div className={styles['columns']} role="row" aria-rowindex={1}>
        <div className={styles['choose']} role="columnheader" aria-colindex={1}>
          <input
            type="checkbox"
            aria-label={t('table.all')}
            checked={all === true}
            ref={(box) => {
              if (box !== null) box.indeterminate = all === 'mixed';
            }}
            onChange={onAll}
          />
        </div>
        {columns.map(({ name, by }, index) => {
          const sorted = sort.by === by;
          const Arrow = sort.descending ? ArrowDown : ArrowUp;
          return (
            <div
              key={name}
              className={styles[name]}
              role="columnheader"
              aria-colindex={index + 2}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={classes(styles['sort'], sorted && styles['sorted'])}
                onClick={() => {
                  sortBy(by);
                }}
              >
                <span>{t(`column.${name}`)}</span>
                {sorted ? <Arrow size={12} aria-hidden /> : null}
              </button>
            </div>
          );
        })}
        <div className={styles['more']} role="columnheader" aria-colindex={columns.length + 2}>
          <span className="visually-hidden">{t('column.actions')}</span>
        </div>
      </div>
    </div>
  );
}
