import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import field from '../parts/field.module.css';
import { Section } from '../parts/section.tsx';
import { SettingRow } from '../parts/setting-row.tsx';
import { WithSettings } from '../parts/with-settings.tsx';

const offered = [1, 7, 30, 90, 365];

/** How long what was read of files stays that may not be read any more. */
export function DeniedSection() {
  const { t } = useTranslation('settings');
  const id = useId();
  return (
    <Section title={t('privacy.denied.title')} note={t('privacy.denied.note')}>
      <WithSettings>
        {({ eraseDeniedAfterDays: days }, change) => (
          <SettingRow id={id} label={t('privacy.denied.after')}>
            <select
              className={field['select']}
              aria-labelledby={id}
              value={days ?? ''}
              onChange={({ target }) => {
                const chosen = target.value === '' ? null : Number(target.value);
                change({ eraseDeniedAfterDays: chosen });
              }}
            >
              {[...new Set([...offered, days ?? 1])]
                .toSorted((a, b) => a - b)
                .map((count) => (
                  <option key={count} value={count}>
                    {t('privacy.denied.days', { count })}
                  </option>
                ))}
              <option value="">{t('privacy.denied.never')}</option>
            </select>
          </SettingRow>
        )}
      </WithSettings>
    </Section>
  );
}
