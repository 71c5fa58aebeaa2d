import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import styles from './error-notice.module.css';

/** What went wrong, in one line, and another try where one may help. */
export function ErrorNotice({
  error,
  again,
}: {
  readonly error: ContractError;
  readonly again?: (() => void) | undefined;
}) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  return (
    <div className={styles['notice']} role="alert">
      <CircleAlert size={16} aria-hidden />
      <p>{errorText(error)}</p>
      {again === undefined ? null : <Button onClick={again}>{t('again')}</Button>}
    </div>
  );
}
