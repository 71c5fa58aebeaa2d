import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import field from './field.module.css';
import { SettingRow } from './setting-row.tsx';

/** Threads offered where the machine has not said how many cores it has. */
const UNKNOWN_CORES = 16;
const MAX_THREADS = 256;

/** How many threads a model computes with; `null` leaves it to Carrel. */
export function Threads({
  threads,
  cores,
  onChange,
}: {
  readonly threads: number | null;
  readonly cores: number | null;
  readonly onChange: (threads: number | null) => void;
}) {
  const { t } = useTranslation('settings');
  const id = useId();
  const most = Math.min(MAX_THREADS, Math.max(cores ?? UNKNOWN_CORES, threads ?? 1));
  return (
    <SettingRow
      id={id}
      label={t('performance.threads')}
      note={
        cores === null
          ? t('performance.threads-note')
          : t('performance.threads-cores', { count: cores })
      }
    >
      <select
        className={field['select']}
        aria-labelledby={id}
        value={threads ?? ''}
        onChange={({ target }) => {
          onChange(target.value === '' ? null : Number(target.value));
        }}
      >
        <option value="">{t('performance.threads-auto')}</option>
        {Array.from({ length: most }, (_, index) => (
          <option key={index} value={index + 1}>
            {index + 1}
          </option>
        ))}
      </select>
    </SettingRow>
  );
}
