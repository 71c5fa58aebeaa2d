import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { uiLanguage, type Settings } from '../../src/contract/settings.ts';
import { languageNames, systemLanguage } from '../i18n/languages.ts';
import { OcrLanguages } from './ocr-languages.tsx';
import { Choices } from './parts/choices.tsx';
import field from './parts/field.module.css';
import { SettingRow } from './parts/setting-row.tsx';
import { WithSettings } from './parts/with-settings.tsx';

/** Language, colours and size of the interface, and the languages of scans. */
export function GeneralPage() {
  const { t } = useTranslation('settings');
  const id = useId();
  return (
    <WithSettings>
      {(settings, change) => (
        <div>
          <SettingRow
            id={`${id}-language`}
            label={t('general.language')}
            note={t('general.language-note')}
          >
            <LanguageSelect
              labelledBy={`${id}-language`}
              value={settings.language}
              onChange={(language) => {
                change({ language });
              }}
            />
          </SettingRow>
          <SettingRow id={`${id}-theme`} label={t('general.theme')}>
            <Choices
              labelledBy={`${id}-theme`}
              value={settings.theme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`general.themes.${value}`),
              }))}
              onChoose={(theme) => {
                change({ theme });
              }}
            />
          </SettingRow>
          <SettingRow id={`${id}-size`} label={t('general.text-size')}>
            <Choices
              labelledBy={`${id}-size`}
              value={settings.textSize}
              options={(['small', 'medium', 'large'] as const).map((value) => ({
                value,
                label: t(`general.sizes.${value}`),
              }))}
              onChoose={(textSize) => {
                change({ textSize });
              }}
            />
          </SettingRow>
          <SettingRow
            id={`${id}-ocr`}
            label={t('general.ocr-languages')}
            note={t('general.ocr-languages-note')}
          >
            <OcrLanguages
              labelledBy={`${id}-ocr`}
              value={settings.ocrLanguages}
              onChange={(ocrLanguages) => {
                change({ ocrLanguages });
              }}
            />
          </SettingRow>
        </div>
      )}
    </WithSettings>
  );
}

function LanguageSelect({
  labelledBy,
  value,
  onChange,
}: {
  readonly labelledBy: string;
  readonly value: Settings['language'];
  readonly onChange: (language: Settings['language']) => void;
}) {
  const { t } = useTranslation('settings');
  return (
    <select
      className={field['select']}
      aria-labelledby={labelledBy}
      value={value}
      onChange={({ target }) => {
        const chosen = uiLanguage.safeParse(target.value);
        onChange(chosen.success ? chosen.data : 'system');
      }}
    >
      <option value="system">
        {t('general.system-language', { language: languageNames[systemLanguage()] })}
      </option>
      {uiLanguage.options.map((language) => (
        <option key={language} value={language} lang={language}>
          {languageNames[language]}
        </option>
      ))}
    </select>
  );
}
