import { useTranslation } from 'react-i18next';
import { shortcuts, useKeysOf } from '../app/shortcuts.ts';
import { useCommandKey } from '../engine/use-command-key.ts';
import { Section } from './parts/section.tsx';
import styles from './shortcuts-page.module.css';

/** Every key combination, by where it works. */
export function ShortcutsPage() {
  const { t } = useTranslation(['settings', 'app']);
  const keysOf = useKeysOf();
  const commandKey = useCommandKey();
  return (
    <>
      <Section title={t('shortcuts.everywhere')}>
        <Keys rows={shortcuts.map(({ id }) => [t(`app:shortcuts.${id}`), keysOf(id)])} />
      </Section>
      <Section title={t('shortcuts.in-answers')}>
        <Keys
          rows={[
            [t('shortcuts.next-citation'), '↓ / ↑'],
            [t('shortcuts.open-citation'), t('shortcuts.enter')],
            [t('shortcuts.tick-citation'), t('shortcuts.space')],
          ]}
        />
      </Section>
      <Section title={t('shortcuts.in-viewer')}>
        <Keys
          rows={[
            [t('shortcuts.find'), commandKey('F')],
            [t('shortcuts.next-mark'), 'N / P'],
            [t('shortcuts.screen'), t('shortcuts.page-keys')],
            [t('shortcuts.ends'), t('shortcuts.end-keys')],
            [t('shortcuts.zoom'), '+ / −'],
          ]}
        />
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
