import { FolderInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Nothing to ask about yet: the way to the library. */
export function NoDocuments() {
  const { t } = useTranslation('ask');
  return (
    <EmptyState
      icon={<FolderInput size={32} aria-hidden />}
      title={t('start.empty-title')}
      actions={
        <Button
          kind="primary"
          onClick={() => {
            useNavigation.getState().go({ kind: 'library', collection: null });
          }}
        >
          {t('start.to-library')}
        </Button>
      }
    >
      <p>{t('start.empty-text')}</p>
    </EmptyState>
  );
}
