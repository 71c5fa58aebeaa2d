import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../src/contract/errors.ts';

/** An error in the reader's language, or as it came where there is no translation. */
export function useErrorText(): (error: ContractError) => string {
  const { t } = useTranslation('errors');
  return ({ code, message, details }) => t(code, { ...details, message, defaultValue: message });
}
