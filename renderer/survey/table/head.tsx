import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  asHead,
  type SurveyColumn,
  type SurveyEntry,
  type SurveySort,
} from '../../../src/contract/surveys.ts';
import { classes } from '../../ui/classes.ts';
import { fileName } from '../../ui/document-name.ts';
import styles from './table.module.css';

/** A column's name in the reader's words. */
function useColumnName(): (column: SurveyColumn) => string {
  const { t } = useTranslation('survey');
  return ({ role, name }) => {
    switch (role) {
      case 'mentions':
        return t('column.mentions', { words: name });
      case 'summary':
        return t('column.summary');
      case 'before':
        return t('column.before', { name: fileName(name) });
      case 'after':
        return t('column.after', { name: fileName(name) });
      case 'field':
      case 'condition':
        return asHead(name);
    }
  };
}

/** The columns' names; each sorts by its column. */
export function Head({
  survey: { columns, coverage, kind },
  sort,
  onSort,
}: {
  readonly survey: SurveyEntry;
  readonly sort: SurveySort | undefined;
  readonly onSort: (sort: SurveySort) => void;
}) {
  const { t } = useTranslation('survey');
  const columnName = useColumnName();
  const sortable = (column: number, name: string, className: string) => {
    const sorted = sort?.column === column;
    const descending = sorted && sort.descending;
    const Arrow = descending ? ArrowDown : ArrowUp;
    return (
      <th
        key={column}
        scope="col"
        className={styles[className]}
        aria-sort={sorted ? (descending ? 'descending' : 'ascending') : 'none'}
      >
        <button
          type="button"
          className={classes(styles['sort'], sorted && styles['sorted'])}
          onClick={() => {
            onSort({ column, descending: sorted && !descending });
          }}
        >
          <bdi>{name}</bdi>
          {sorted ? <Arrow size={12} aria-hidden /> : null}
        </button>
      </th>
    );
  };
  return (
    <thead>
      <tr>
        {sortable(-1, t('column.document'), 'document')}
        {coverage.matching === null ? null : (
          <th scope="col" className={styles['short']}>
            {t('column.matches')}
          </th>
        )}
        {kind === 'changes' ? (
          <th scope="col" className={styles['short']}>
            {t('column.change')}
          </th>
        ) : null}
        {columns.map((column, index) =>
          sortable(index, columnName(column), column.role === 'summary' ? 'wide' : 'cell'),
        )}
      </tr>
    </thead>
  );
}
