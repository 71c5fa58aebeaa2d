import { useTranslation } from 'react-i18next';
import { useCommandKey } from '../../engine/use-command-key.ts';
import { SuggestionList } from './suggestion-list.tsx';
import styles from './suggestions.module.css';
import type { Found, Suggestion } from './use-suggestions.ts';

/** What was found while typing, or that nothing was, and what the keys do. */
export function Suggestions({
  id,
  found,
  active,
  onChoose,
}: {
  readonly id: string;
  readonly found: Found;
  /** Index of the one that the keyboard is on; -1: none. */
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion) => void;
}) {
  const { t } = useTranslation('ask');
  const { suggestions, looked } = found;
  return (
    <div className={styles['popup']}>
      {suggestions.length === 0 ? (
        <p role="status" className={styles['none']}>
          {t(looked === 'files' ? 'field.no-files' : 'field.no-hits')}
        </p>
      ) : (
        <SuggestionList id={id} suggestions={suggestions} active={active} onChoose={onChoose} />
      )}
      <Keys found={found} onOne={active !== -1} />
    </div>
  );
}

/** What Enter and the arrows do now; screen readers tell it by the field's role. */
function Keys({ found, onOne }: { readonly found: Found; readonly onOne: boolean }) {
  const { t } = useTranslation('ask');
  const commandKey = useCommandKey();
  const ask = t('field.ask');
  const keys: readonly (readonly [key: string, does: string])[] =
    found.suggestions.length === 0
      ? [['↵', ask]]
      : found.looked === 'files'
        ? [['↵', t('field.key-file')]]
        : onOne
          ? [
              ['↵', t('field.key-open')],
              [commandKey('↵'), ask],
            ]
          : [
              ['↵', ask],
              ['↓', t('field.key-choose')],
            ];
  return (
    <p className={styles['keys']} aria-hidden>
      {keys.map(([key, does]) => (
        <span key={key}>
          <kbd className={styles['key']}>{key}</kbd> {does}
        </span>
      ))}
    </p>
  );
}
