import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nameWithin } from '../../ui/document-name.ts';
import { usePageLabel } from '../../ui/place-label.ts';
import { Marked } from './marked.tsx';
import styles from './suggestion-list.module.css';
import type { Suggestion } from './use-suggestions.ts';

/** The list under the field: files to name, or hits grouped by document. */
export function SuggestionList({
  id,
  suggestions,
  active,
  onChoose,
}: {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** Index of the one that the keyboard is on; -1: none. */
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion) => void;
}) {
  const { t } = useTranslation('ask');
  const groups = Map.groupBy(suggestions.entries(), ([, each]) =>
    each.kind === 'file' ? '' : each.found.documentId,
  );
  const option = ([index, each]: [number, Suggestion], children: ReactNode): ReactNode => (
    <div
      key={each.key}
      id={optionId(id, index)}
      role="option"
      tabIndex={-1}
      className={styles['option']}
      aria-selected={index === active}
      // Keeps the focus in the field.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={() => {
        onChoose(each);
      }}
      onKeyDown={undefined}
    >
      {children}
    </div>
  );
  return (
    <div id={id} role="listbox" aria-label={t('field.suggestions')} className={styles['list']}>
      {[...groups].map(([documentId, entries]) => {
        const [first] = entries;
        const found = first === undefined || first[1].kind === 'file' ? undefined : first[1].found;
        return (
          <div key={documentId} role="group" aria-label={found?.document}>
            {found === undefined || first?.[1].kind === 'document' ? null : (
              <div className={styles['document']} aria-hidden>
                <DocumentName document={found.document} />
              </div>
            )}
            {entries.map((entry) => option(entry, <Words suggestion={entry[1]} />))}
          </div>
        );
      })}
    </div>
  );
}

/** The id of an option, for `aria-activedescendant`. */
export function optionId(list: string, index: number): string {
  return `${list}-${String(index)}`;
}

function Words({ suggestion }: { readonly suggestion: Suggestion }) {
  const pageLabel = usePageLabel();
  switch (suggestion.kind) {
    case 'file':
      return <DocumentName document={suggestion.row.document} />;
    case 'document':
      return <DocumentName document={suggestion.found.document} />;
    case 'words':
      return (
        <>
          <span className={styles['snippet']}>
            <Marked text={suggestion.hit.snippet} marks={suggestion.hit.marks} />
          </span>
          <span className={styles['page']}>
            {pageLabel(suggestion.found.type, suggestion.hit.page)}
          </span>
        </>
      );
  }
}

function DocumentName({ document }: { readonly document: string }) {
  const { name, within } = nameWithin(document);
  return (
    <>
      <FileText size={16} aria-hidden />
      <bdi className={styles['name']}>{name}</bdi>
      {within === '' ? null : <bdi className={styles['within']}>{within}</bdi>}
    </>
  );
}
