import { useEngine } from '../engine/engine-store.ts';
import type { MenuCommand } from '../engine/menu-commands.ts';
import { useCommandKey } from '../engine/use-command-key.ts';

/** A key combination of the whole window; the settings list them, by `shortcuts.<id>` of `app`. */
export interface Shortcut {
  readonly id: 'palette' | 'ask' | 'back' | 'panes' | 'step-back' | MenuCommand;
  /** As `KeyboardEvent.key`, lower case. */
  readonly key: string;
  readonly modifier: 'command' | 'command-shift' | 'alt' | 'none';
}

export const shortcuts: readonly Shortcut[] = [
  { id: 'palette', key: 'k', modifier: 'command' },
  { id: 'ask', key: 'l', modifier: 'command' },
  { id: 'add-files', key: 'o', modifier: 'command' },
  { id: 'add-folder', key: 'o', modifier: 'command-shift' },
  { id: 'settings', key: ',', modifier: 'command' },
  { id: 'back', key: 'arrowleft', modifier: 'alt' },
  { id: 'panes', key: 'f6', modifier: 'none' },
  { id: 'step-back', key: 'escape', modifier: 'none' },
];

/** The shortcut that an event stands for, if any; Ctrl and Cmd are the same. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): Shortcut['id'] | undefined {
  const command = event.ctrlKey || event.metaKey;
  const { shiftKey, altKey } = event;
  const modifier = command ? (shiftKey ? 'command-shift' : 'command') : altKey ? 'alt' : 'none';
  // AltGr is both; Shift with F6 goes the other way round.
  if ((command && altKey) || (shiftKey && !command && event.key !== 'F6')) return undefined;
  const key = event.key.toLowerCase();
  return shortcuts.find((each) => each.key === key && each.modifier === modifier)?.id;
}

const keyNames: Readonly<Record<string, string>> = {
  arrowleft: '←',
  f6: 'F6',
  escape: 'Esc',
};

/** Writes a shortcut as people write it on this system, e.g. `Strg+K` or `⌘K`. */
export function useKeysOf(): (id: Shortcut['id']) => string {
  const commandKey = useCommandKey();
  const alt = useEngine((state) => (state.shell?.platform === 'darwin' ? '⌥' : 'Alt+'));
  return (id) => {
    const shortcut = shortcuts.find((each) => each.id === id);
    if (shortcut === undefined) return '';
    const key = keyNames[shortcut.key] ?? shortcut.key.toUpperCase();
    if (shortcut.modifier === 'none') return key;
    if (shortcut.modifier === 'alt') return `${alt}${key}`;
    return commandKey(key, shortcut.modifier === 'command-shift');
  };
}
