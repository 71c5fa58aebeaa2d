import type { ReactNode } from 'react';
import styles from './setting-row.module.css';

/** A setting's name and explanation, its control at the end of the line. */
export function SettingRow({
  id,
  label,
  note,
  children,
}: {
  /** Of the name; the control refers to it by `aria-labelledby`. */
  readonly id: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['row']}>
      <div className={styles['words']}>
        <div id={id}>{label}</div>
        {note === undefined ? null : <p className={styles['note']}>{note}</p>}
      </div>
      {children}
    </div>
  );
}
