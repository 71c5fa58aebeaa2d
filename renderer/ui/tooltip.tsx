import { Tooltip as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './tooltip.module.css';

/** Words shown beside a control on hover and focus. */
export function Tooltip({
  text,
  shortcut,
  children,
}: {
  readonly text: ReactNode;
  readonly shortcut?: string | undefined;
  readonly children: ReactElement;
}) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={styles['tooltip']} sideOffset={4} collisionPadding={8}>
          {text}
          {shortcut === undefined ? null : <kbd className={styles['keys']}>{shortcut}</kbd>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
