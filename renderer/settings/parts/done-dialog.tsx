import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Says that something has been done, until it is closed. */
export function DoneDialog({
  title,
  close,
  onClose,
  children,
}: {
  readonly title: string;
  /** The button's word. */
  readonly close: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <Button kind="primary" onClick={onClose}>
          {close}
        </Button>
      }
    >
      {children}
    </Dialog>
  );
}

/** The same where everything stored is another than before: the page starts afresh. */
export function AfreshDialog({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('settings');
  return (
    <DoneDialog
      title={title}
      close={t('privacy.everything.afresh')}
      // Its memory still holds what was shown before.
      onClose={() => {
        location.reload();
      }}
    >
      {children}
    </DoneDialog>
  );
}
