import { useId, type ReactNode } from 'react';
import styles from './section.module.css';

/** A titled part of a settings page, with a sentence that explains it. */
export function Section({
  title,
  note,
  actions,
  children,
}: {
  readonly title: string;
  readonly note?: string | undefined;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <header className={styles['header']}>
        <div>
          <h2 id={id} className={styles['title']}>
            {title}
          </h2>
          {note === undefined ? null : <p className={styles['note']}>{note}</p>}
        </div>
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
