import { lazy, Suspense, useEffect, useState } from 'react';
import { shortcutOf } from '../app/shortcuts.ts';

/** After the page is there, and before somebody types into it. */
const LOAD_MS = 500;

async function load() {
  const loaded = await import('./palette-dialog.tsx');
  return { default: loaded.PaletteDialog };
}

/** Not part of what is loaded first. */
const PaletteDialog = lazy(load);

/** Opens the command palette on Ctrl+K or Cmd+K, from anywhere. */
export function Palette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    // What is typed right after Ctrl+K must not be lost on the way.
    const timer = setTimeout(() => void load(), LOAD_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
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
    <Suspense fallback={null}>
      <PaletteDialog
        onClose={() => {
          setOpen(false);
        }}
      />
    </Suspense>
  );
}
