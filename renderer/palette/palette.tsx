import { useEffect, useState } from 'react';
import { PaletteDialog } from '../app/parts.ts';
import { shortcutOf } from '../app/shortcuts.ts';

/** Opens the command palette on Ctrl+K or Cmd+K, from anywhere. */
export function Palette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (shortcutOf(event) !== 'palette') return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
  if (!open) return null;
  return (
    <PaletteDialog
      onClose={() => {
        setOpen(false);
      }}
    />
  );
}
