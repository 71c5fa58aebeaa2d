import { useTranslation } from 'react-i18next';

/** A collection's name as people see it. */
export function useCollectionName(): (name: string) => string {
  const { t } = useTranslation('app');
  return (name) => (name === 'default' ? t('collection.default') : name);
}
