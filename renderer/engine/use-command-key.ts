import { useTranslation } from 'react-i18next';
import { useEngine } from './engine-store.ts';

/** Writes a key that is pressed with Ctrl, or Cmd on a Mac, as people here write it: `Strg+F`, `⌘F`. */
export function useCommandKey(): (key: string) => string {
  const { t } = useTranslation('app');
  const mac = useEngine((state) => state.shell?.platform === 'darwin');
  return (key) => (mac ? `⌘${key}` : t('keys.control', { key }));
}
