import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './menu.module.css';

/** A menu that a button opens. */
export function Menu({
  trigger,
  children,
  align = 'start',
}: {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}) {
  return (
    // Modal, it would lock scrolling by a style element, which the policy forbids.
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className={styles['menu']}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** One action of a menu. */
export function MenuItem({
  icon,
  danger = false,
  disabled = false,
  onSelect,
  children,
}: {
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Primitive.Item
      className={classes(styles['item'], danger && styles['danger'])}
      disabled={disabled}
      onSelect={onSelect}
    >
      <span className={styles['icon']}>{icon}</span>
      {children}
    </Primitive.Item>
  );
}

/** A line between groups of a menu. */
export function MenuLine() {
  return <Primitive.Separator className={styles['line']} />;
}
