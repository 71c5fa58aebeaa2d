import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What an empty screen says, and the next step. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={styles['empty']}>
      {icon === undefined ? null : <div className={styles['icon']}>{icon}</div>}
      <h2 className={styles['title']}>{title}</h2>
      {children === undefined ? null : <div>{children}</div>}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
