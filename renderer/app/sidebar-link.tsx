import type { ReactNode } from 'react';
import { classes } from '../ui/classes.ts';
import nav from '../ui/nav-link.module.css';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './sidebar.module.css';

/** A way to a view; in the rail only its icon, named by a tooltip. */
export function SidebarLink({
  rail = false,
  icon,
  label,
  count,
  current,
  onSelect,
}: {
  readonly rail?: boolean;
  readonly icon?: ReactNode;
  readonly label: string;
  /** A number at the end, already written in the reader's way. */
  readonly count?: string | undefined;
  readonly current: boolean;
  readonly onSelect: () => void;
}) {
  const link = (
    <button
      type="button"
      className={classes(nav['link'], styles['link'], rail && styles['icon-only'])}
      aria-current={current ? 'page' : undefined}
      aria-label={rail ? label : undefined}
      onClick={onSelect}
    >
      {icon}
      {rail ? null : <bdi className={styles['label']}>{label}</bdi>}
      {count === undefined || rail ? null : <span className={styles['count']}>{count}</span>}
    </button>
  );
  return rail ? <Tooltip text={label}>{link}</Tooltip> : link;
}
