import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../src/contract/result.ts';
import type { StoragePart } from '../../../src/contract/settings.ts';
import type { DoorClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../parts/section.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useRead } from '../parts/use-read.ts';
import styles from './privacy-page.module.css';

interface Storage {
  readonly home: string;
  readonly parts: readonly StoragePart[];
}

const measure = (client: DoorClient, signal: AbortSignal): Promise<Result<Storage>> =>
  client.call('measureStorage', {}, { signal });

/** What the data folder holds, where and how large. */
export function StorageSection() {
  const { t } = useTranslation('settings');
  const { fileSize } = useSizes();
  const { value, error, again } = useRead(measure);
  const documents = useEngine((state) => state.library?.documents);
  useEffect(again, [again, documents]);
  return (
    <Section title={t('privacy.storage.title')} note={t('privacy.storage.note')}>
      {error === null ? null : <ErrorNotice error={error} again={again} />}
      {value === null ? (
        error === null ? (
          <Loading text={t('reading')} />
        ) : null
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('privacy.storage.what')}</th>
              <th scope="col" className={styles['number']}>
                {t('privacy.storage.size')}
              </th>
            </tr>
          </thead>
          <tbody>
            {value.parts.map(({ what, path, bytes }) => (
              <tr key={path}>
                <th scope="row">
                  {t(`privacy.storage.parts.${what}`)}
                  <div className={styles['path']}>
                    <bdi>{path}</bdi>
                  </div>
                </th>
                <td className={styles['number']}>{fileSize(bytes)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('privacy.storage.all')}</th>
              <td className={styles['number']}>
                {fileSize(value.parts.reduce((sum, { bytes }) => sum + bytes, 0))}
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </Section>
  );
}
