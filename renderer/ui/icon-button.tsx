import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Its name for screen readers and the tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly children: ReactNode;
}

/** A button that shows only an icon. */
export function IconButton({
  label,
  shortcut,
  pressed,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={classes(styles['button'], className)}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
