import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../src/contract/errors.ts';

/** The words for an error: by its code in the reader's language, else the engine's English. */
export function useErrorText(): (error: ContractError) => string {
  const { t } = useTranslation('errors');
  return ({ code, message, details }) => t(code, { ...details, message, defaultValue: message });
}
