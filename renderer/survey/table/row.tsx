import { useTranslation } from 'react-i18next';
import type { SurveyEntry, SurveyRow } from '../../../src/contract/surveys.ts';
import { useNavigation } from '../../app/navigation.ts';
import { fileName } from '../../ui/document-name.ts';
import { useErrorText } from '../../ui/use-error-text.ts';
import { Cell } from './cell.tsx';
import styles from './table.module.css';

/** A document with its cells, or why there are none. */
export function Row({
  survey: { columns, coverage, kind },
  row,
}: {
  readonly survey: SurveyEntry;
  readonly row: SurveyRow;
}) {
  const { t } = useTranslation('survey');
  const errorText = useErrorText();
  const { document, documentId, state, reason, matches, change, cells } = row;
  const conditional = coverage.matching !== null;
  const extra = (conditional ? 1 : 0) + (kind === 'changes' ? 1 : 0);
  return (
    <tr data-state={state}>
      <th scope="row" className={styles['document']}>
        <button
          type="button"
          className={styles['open']}
          title={row.path}
          onClick={() => {
            useNavigation.getState().open({ documentId, page: null });
          }}
        >
          <bdi>{fileName(document)}</bdi>
        </button>
        {state === 'read' && reason !== null ? (
          <p className={styles['partial']}>{errorText(reason)}</p>
        ) : null}
      </th>
      {state === 'read' ? (
        <>
          {conditional ? (
            <td className={styles['short']}>
              {matches === null ? (
                <span className={styles['unstated']}>{t('not-stated')}</span>
              ) : (
                <span className={styles[matches ? 'yes' : 'no']}>{t(matches ? 'yes' : 'no')}</span>
              )}
            </td>
          ) : null}
          {change === null ? null : (
            <td className={styles['short']}>
              <span className={styles[change]}>{t(`change.${change}`)}</span>
            </td>
          )}
          {columns.map(({ role, name }, index) => (
            <Cell key={`${role} ${name}`} cell={cells[index]} blank={change !== null} />
          ))}
        </>
      ) : (
        <td colSpan={columns.length + extra} className={styles[state]}>
          {state === 'waiting' ? (
            t('waiting')
          ) : (
            <>
              {t('cell-failed')}
              {reason === null ? null : <span>: {errorText(reason)}</span>}
            </>
          )}
        </td>
      )}
    </tr>
  );
}
