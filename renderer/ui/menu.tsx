import { Check } from 'lucide-react';
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

/** One choice of several that may be on at a time; the menu stays open. */
export function MenuCheck({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <Primitive.CheckboxItem
      className={styles['item']}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => {
        event.preventDefault();
      }}
    >
      <span className={styles['icon']}>
        <Primitive.ItemIndicator>
          <Check size={16} aria-hidden />
        </Primitive.ItemIndicator>
      </span>
      {children}
    </Primitive.CheckboxItem>
  );
}

/** A menu that opens at a place of the window instead of at a button: the one of a row. */
export function ContextMenu({
  at,
  label,
  onClose,
  onCloseFocus,
  children,
}: {
  /** In CSS pixels from the window's top left. */
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  readonly onClose: () => void;
  /** Puts the focus back where the menu was asked for. */
  readonly onCloseFocus: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Primitive.Root
      open
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Primitive.Trigger asChild>
        <span className={styles['spot']} style={{ left: at.x, top: at.y }} aria-hidden />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className={styles['menu']}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label={label}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onCloseFocus();
          }}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
