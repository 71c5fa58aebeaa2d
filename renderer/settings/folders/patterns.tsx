import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ignoring, isIgnorePattern } from '../../../src/contract/ignoring.ts';
import { Button } from '../../ui/button.tsx';
import styles from './folders-page.module.css';

/** The patterns of names that are passed over, one a line, stored together. */
export function Patterns({
  patterns,
  onSave,
}: {
  readonly patterns: readonly string[];
  readonly onSave: (patterns: string[]) => void;
}) {
  const { t } = useTranslation('settings');
  const id = useId();
  const [text, setText] = useState(patterns.join('\n'));
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = lines.find((line) => !isIgnorePattern(line));
  const isTooMany = wrong === undefined && !ignoring.ignorePatterns.safeParse(lines).success;
  const isChanged = lines.join('\n') !== patterns.join('\n');
  return (
    <form
      className={styles['patterns']}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === undefined && !isTooMany) onSave(lines);
      }}
    >
      <label htmlFor={`${id}-text`}>{t('folders.patterns')}</label>
      <p id={`${id}-note`} className={styles['note']}>
        {t('folders.patterns-note')}
      </p>
      <textarea
        id={`${id}-text`}
        className={styles['text']}
        aria-describedby={`${id}-note`}
        aria-invalid={wrong !== undefined || isTooMany}
        rows={Math.min(16, Math.max(6, lines.length + 1))}
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
        }}
      />
      <div className={styles['end']}>
        <output className={styles['wrong']}>
          {wrong === undefined ? null : t('folders.wrong', { pattern: wrong })}
          {isTooMany ? t('folders.too-many') : null}
        </output>
        <Button type="submit" disabled={!isChanged || wrong !== undefined || isTooMany}>
          {t('folders.save')}
        </Button>
      </div>
    </form>
  );
}
