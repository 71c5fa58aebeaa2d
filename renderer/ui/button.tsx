import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one action of a screen; `danger`: it takes something away. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
}

/** A button with words. */
export function Button({ kind = 'plain', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes(styles['button'], styles[kind], className)} {...rest}>
      {icon}
      <span>{children}</span>
    </button>
  );
}
