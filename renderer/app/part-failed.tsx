import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

/** A part of the window that may fail on its own: the rest stays usable. */
export function Guarded({
  resetKey,
  children,
}: {
  readonly resetKey: string;
  readonly children: ReactNode;
}) {
  return (
    <ErrorBoundary resetKey={resetKey} fallback={PartFailed}>
      {children}
    </ErrorBoundary>
  );
}

function PartFailed({ again }: { readonly again: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<CircleAlert size={32} aria-hidden />}
      title={t('failed.title')}
      actions={
        <>
          <Button kind="primary" onClick={again}>
            {t('failed.again')}
          </Button>
          <Button
            onClick={() => {
              location.reload();
            }}
          >
            {t('failed.reload')}
          </Button>
        </>
      }
    >
      <p>{t('failed.text')}</p>
    </EmptyState>
  );
}
