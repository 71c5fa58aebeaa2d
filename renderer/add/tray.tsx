import { useTranslation } from 'react-i18next';
import { useAdditions } from './additions.ts';
import { usePathDialog } from './path-dialog-store.ts';
import { TrayRow } from './tray-row.tsx';
import styles from './tray.module.css';

/** What is being added, over the window's corner: it moves nothing and can be put away. */
export function Tray() {
  const { t } = useTranslation('add');
  const additions = useAdditions((state) => state.additions);
  const elsewhere = usePathDialog((state) => state.addition);
  const shown = additions.filter(
    ({ id, hidden, stage }) => id !== elsewhere && (!hidden || stage.kind === 'failed'),
  );
  if (shown.length === 0) return null;
  return (
    <section className={styles['tray']} aria-label={t('tray.label')}>
      <ul>
        {shown.map((addition) => (
          <TrayRow key={addition.id} addition={addition} />
        ))}
      </ul>
    </section>
  );
}
