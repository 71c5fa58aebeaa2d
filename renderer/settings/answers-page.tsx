import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from './parts/choices.tsx';
import { SettingRow } from './parts/setting-row.tsx';
import { WithSettings } from './parts/with-settings.tsx';

/** How questions are answered unless one asks otherwise. */
export function AnswersPage() {
  const { t } = useTranslation('settings');
  const id = useId();
  return (
    <WithSettings>
      {({ answerMode, answerLength }, change) => (
        <div>
          <SettingRow
            id={`${id}-mode`}
            label={t('answers.mode')}
            note={t(`answers.modes.${answerMode}-note`)}
          >
            <Choices
              labelledBy={`${id}-mode`}
              value={answerMode}
              options={(['auto', 'quote', 'write'] as const).map((value) => ({
                value,
                label: t(`answers.modes.${value}`),
              }))}
              onChoose={(mode) => {
                change({ answerMode: mode });
              }}
            />
          </SettingRow>
          <SettingRow
            id={`${id}-length`}
            label={t('answers.length')}
            note={t('answers.length-note')}
          >
            <Choices
              labelledBy={`${id}-length`}
              value={answerLength}
              options={(['short', 'medium', 'long'] as const).map((value) => ({
                value,
                label: t(`answers.lengths.${value}`),
              }))}
              onChoose={(length) => {
                change({ answerLength: length });
              }}
            />
          </SettingRow>
        </div>
      )}
    </WithSettings>
  );
}
