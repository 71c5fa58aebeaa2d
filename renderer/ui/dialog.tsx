import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import form from './form.module.css';
import overlay from './overlay.module.css';
import styles from './dialog.module.css';
import { useReturnFocus } from './use-return-focus.ts';

/** A modal dialog: focus stays in it, Escape closes it, its title names it. */
export function Dialog({
  open,
  wide = false,
  onClose,
  title,
  description,
  actions,
  children,
}: {
  readonly open: boolean;
  /** Holds rows that need the room. */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string | undefined;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const returnFocus = useReturnFocus(open);
  return (
    <Primitive.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Primitive.Portal>
        {/* Its own overlay would lock scrolling by a style element, which the policy forbids. */}
        <div className={overlay['scrim']} />
        <Primitive.Content
          className={classes(overlay['dialog'], styles['dialog'], wide && styles['wide'])}
          onCloseAutoFocus={returnFocus}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <Primitive.Title className={styles['title']}>{title}</Primitive.Title>
          {description === undefined ? null : (
            <Primitive.Description className={styles['description']}>
              {description}
            </Primitive.Description>
          )}
          {children}
          {actions === undefined ? null : <footer className={form['actions']}>{actions}</footer>}
          {/* Last, so that the focus goes to what the dialog is about. */}
          <Primitive.Close className={styles['close']} aria-label={t('close')}>
            <X size={16} aria-hidden />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
