import { AtSign, Quote, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LateOffer } from '../../first-run/offer.tsx';
import styles from './start.module.css';

/** What stands below the field before anything is asked. */
export function Start() {
  const { t } = useTranslation('ask');
  return (
    <div className={styles['start']}>
      <p className={styles['promise']}>{t('start.promise')}</p>
      <ul className={styles['tips']}>
        <li>
          <Search size={16} aria-hidden />
          {t('start.tip-words')}
        </li>
        <li>
          <Quote size={16} aria-hidden />
          {t('start.tip-phrase')}
        </li>
        <li>
          <AtSign size={16} aria-hidden />
          {t('start.tip-file')}
        </li>
      </ul>
      <LateOffer />
    </div>
  );
}
