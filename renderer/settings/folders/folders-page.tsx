import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { maxFileBytes } from '../../../src/contract/files.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Choices } from '../parts/choices.tsx';
import field from '../parts/field.module.css';
import { SettingRow } from '../parts/setting-row.tsx';
import { WithSettings } from '../parts/with-settings.tsx';
import styles from './folders-page.module.css';
import { Patterns } from './patterns.tsx';

const MEGABYTE = 1024 * 1024;
const offered = [10, 50, 100, 250];

/** What is passed over in added folders. */
export function FoldersPage() {
  const { t } = useTranslation('settings');
  const { fileSize } = useSizes();
  const id = useId();
  return (
    <WithSettings>
      {({ ignoreHidden, ignoreTemporary, ignoreLargerThan, ignorePatterns }, change) => (
        <div>
          <p className={styles['intro']}>{t('folders.note')}</p>
          <SettingRow
            id={`${id}-hidden`}
            label={t('folders.hidden')}
            note={t('folders.hidden-note')}
          >
            <Kind
              labelledBy={`${id}-hidden`}
              ignored={ignoreHidden}
              onChange={(ignored) => {
                change({ ignoreHidden: ignored });
              }}
            />
          </SettingRow>
          <SettingRow
            id={`${id}-temporary`}
            label={t('folders.temporary')}
            note={t('folders.temporary-note')}
          >
            <Kind
              labelledBy={`${id}-temporary`}
              ignored={ignoreTemporary}
              onChange={(ignored) => {
                change({ ignoreTemporary: ignored });
              }}
            />
          </SettingRow>
          <SettingRow id={`${id}-size`} label={t('folders.larger')}>
            <select
              className={field['select']}
              aria-labelledby={`${id}-size`}
              value={ignoreLargerThan ?? ''}
              onChange={({ target }) => {
                const chosen = target.value === '' ? null : Number(target.value);
                change({ ignoreLargerThan: chosen });
              }}
            >
              {[...new Set([...offered, ignoreLargerThan ?? 10])]
                .toSorted((a, b) => a - b)
                .map((megabytes) => (
                  <option key={megabytes} value={megabytes}>
                    {fileSize(megabytes * MEGABYTE)}
                  </option>
                ))}
              <option value="">{t('folders.no-limit', { size: fileSize(maxFileBytes) })}</option>
            </select>
          </SettingRow>
          <Patterns
            key={ignorePatterns.join('\n')}
            patterns={ignorePatterns}
            onSave={(patterns) => {
              change({ ignorePatterns: patterns });
            }}
          />
        </div>
      )}
    </WithSettings>
  );
}

function Kind({
  labelledBy,
  ignored,
  onChange,
}: {
  readonly labelledBy: string;
  readonly ignored: boolean;
  readonly onChange: (ignored: boolean) => void;
}) {
  const { t } = useTranslation('settings');
  return (
    <Choices
      labelledBy={labelledBy}
      value={ignored ? 'pass-over' : 'read'}
      options={(['pass-over', 'read'] as const).map((value) => ({
        value,
        label: t(`folders.${value}`),
      }))}
      onChoose={(value) => {
        onChange(value === 'pass-over');
      }}
    />
  );
}
