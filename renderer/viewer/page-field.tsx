import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '../../src/contract/library.ts';
import styles from './bar.module.css';
import { goToPage, useViewer, useViewerStore } from './viewer-store.ts';

/** "p. 4 of 12", with the number to be typed over. */
export function PageField({ unit }: { readonly unit: DocumentDetail['unit'] }) {
  const { t } = useTranslation('viewer');
  const store = useViewerStore();
  const page = useViewer((state) => state.page);
  const pages = useViewer((state) => state.pages);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span className={styles['place']}>
      <span aria-hidden>{t(`place.${unit}`)}</span>
      <input
        className={styles['number']}
        style={{ width: `${Math.max(2, String(pages).length) + 1.5}ch` }}
        inputMode="numeric"
        aria-label={t(`place.${unit}Label`, { pages })}
        value={typed ?? String(page)}
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          setTyped(event.target.value.replaceAll(/\D/gu, '').slice(0, 7));
        }}
        onBlur={() => {
          setTyped(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== null) {
            event.stopPropagation();
            setTyped(null);
          }
          if (event.key !== 'Enter' || typed === null || typed === '') return;
          goToPage(store, Number(typed));
          setTyped(null);
        }}
      />
      <span aria-hidden>{t('place.of', { pages })}</span>
    </span>
  );
}
