import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEscape } from '../../ui/escape.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './find-bar.module.css';
import { MAX_MATCHES, MAX_QUERY } from './matches.ts';
import type { Find } from './use-find.ts';

/** The field that finds words in the open document. Enter or F3 goes on, with Shift back. */
export function FindBar({
  find,
  asked,
  onClose,
}: {
  readonly find: Find;
  /** Grows each time the field is asked for again, to take the focus. */
  readonly asked: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('viewer');
  const field = useRef<HTMLInputElement>(null);
  useEscape(true, onClose);
  const step = useRef(find.step);
  useEffect(() => {
    step.current = find.step;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const again = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'g';
      if (event.defaultPrevented || event.altKey || !(again || event.key === 'F3')) return;
      event.preventDefault();
      step.current(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
  // Asked for again it takes the focus again.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  return (
    <search className={styles['bar']}>
      <input
        ref={field}
        className={styles['field']}
        value={find.query}
        maxLength={MAX_QUERY}
        placeholder={t('find.label')}
        aria-label={t('find.label')}
        spellCheck={false}
        onChange={(event) => {
          find.setQuery(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          find.step(event.shiftKey ? -1 : 1);
        }}
      />
      <output className={styles['count']}>{countOf()}</output>
      <IconButton
        label={t('find.previous')}
        disabled={find.matches.length === 0}
        onClick={() => {
          find.step(-1);
        }}
      >
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t('find.next')}
        disabled={find.matches.length === 0}
        onClick={() => {
          find.step(1);
        }}
      >
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('find.close')} onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </search>
  );

  function countOf(): string {
    const { query, matches, index, done } = find;
    if (query.trim() === '') return '';
    if (matches.length === 0) return done ? t('find.none') : '';
    const key = matches.length >= MAX_MATCHES ? 'find.many' : 'find.count';
    return t(key, { index: index + 1, total: matches.length });
  }
}
