import { useTranslation } from 'react-i18next';
import { keysOf, shortcuts } from '../app/shortcuts.ts';
import { useEngine } from '../engine/engine-store.ts';
import { Section } from './parts/section.tsx';
import styles from './shortcuts-page.module.css';

/** Keys that work inside one part of the window, and their texts' names. */
const ofAnswers = [
  ['next-citation', '↓ ↑'],
  ['open-citation', 'Enter'],
  ['tick-citation', 'space'],
] as const;
const ofViewer = [
  ['find', 'f'],
  ['next-mark', 'N / P'],
  ['screen', 'PgUp / PgDn'],
  ['ends', 'Home / End'],
  ['zoom', '+ / −'],
] as const;

/** Every key combination, by where it works. */
export function ShortcutsPage() {
  const { t } = useTranslation(['settings', 'app']);
  const platform = useEngine((state) => state.shell?.platform ?? 'linux');
  const written = (keys: string): string => {
    if (keys === 'f') return platform === 'darwin' ? '⌘F' : t('shortcuts.control', { key: 'F' });
    return keys === 'space' ? t('shortcuts.space') : keys;
  };
  return (
    <>
      <Section title={t('shortcuts.everywhere')}>
        <Keys rows={shortcuts.map(({ id }) => [t(`app:shortcuts.${id}`), keysOf(id, platform)])} />
      </Section>
      <Section title={t('shortcuts.in-answers')}>
        <Keys rows={ofAnswers.map(([id, keys]) => [t(`shortcuts.${id}`), written(keys)])} />
      </Section>
      <Section title={t('shortcuts.in-viewer')}>
        <Keys rows={ofViewer.map(([id, keys]) => [t(`shortcuts.${id}`), written(keys)])} />
      </Section>
    </>
  );
}

function Keys({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className={styles['keys']}>
      {rows.map(([what, keys]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            <kbd>{keys}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  );
}
