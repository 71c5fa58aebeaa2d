import { useTranslation } from 'react-i18next';
import { ocrLanguage, type OcrLanguage } from '../../src/contract/ocr.ts';
import styles from './ocr-languages.module.css';

/** Which languages text in pictures is read in; none ticked: each document tells. */
export function OcrLanguages({
  labelledBy,
  value,
  onChange,
}: {
  readonly labelledBy: string;
  readonly value: readonly OcrLanguage[];
  readonly onChange: (languages: OcrLanguage[]) => void;
}) {
  const { i18n } = useTranslation('settings');
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  return (
    <div className={styles['languages']} role="group" aria-labelledby={labelledBy}>
      {ocrLanguage.options.map((language) => (
        <label key={language}>
          <input
            type="checkbox"
            checked={value.includes(language)}
            onChange={({ target }) => {
              onChange(
                ocrLanguage.options.filter((each) =>
                  each === language ? target.checked : value.includes(each),
                ),
              );
            }}
          />
          {names.of(language)}
        </label>
      ))}
    </div>
  );
}
