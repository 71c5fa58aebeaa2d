import { useTranslation } from 'react-i18next';
import { useEngine } from './engine-store.ts';

/**
 * Writes a key that is pressed with Ctrl, or Cmd on a Mac, and with Shift where `shift`, as people here
 * write it: `Strg+F`, `⇧⌘F`.
 */
export function useCommandKey(): (key: string, shift?: boolean) => string {
  const { t } = useTranslation('app');
  const mac = useEngine((state) => state.shell?.platform === 'darwin');
  return (key, shift = false) => {
    if (mac) return `${shift ? '⇧' : ''}⌘${key}`;
    return t(shift ? 'keys.control-shift' : 'keys.control', { key });
  };
}
