import { CircleAlert, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/engine-store.ts';
import { Button } from '../ui/button.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useErrorText } from '../ui/use-error-text.ts';
import styles from './engine-banner.module.css';

/** Says that the engine restarts, has failed or is gone; the page stays usable. */
export function EngineBanner() {
  const engine = useEngine((state) => state.engine);
  const restarting = useDelayed(engine.state === 'restarting' || engine.state === 'connecting');
  const errorText = useErrorText();
  const { t } = useTranslation();
  if (engine.state === 'running' || engine.state === 'crowded') return null;
  if (engine.state === 'restarting' || engine.state === 'connecting') {
    if (!restarting) return null;
    return (
      <div className={styles['banner']} role="status">
        <RotateCw size={16} aria-hidden />
        <span>{t(`banner.${engine.state}`)}</span>
      </div>
    );
  }
  // Nothing is to be done on the page; it follows by itself once the folder is back.
  const isAway = engine.state === 'failed' && engine.error.code === 'home-missing';
  return (
    <div className={styles['failure']} role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>
        {engine.state === 'lost' ? t('banner.lost') : null}
        {engine.state === 'failed' && !isAway ? `${t('banner.failed')} ` : null}
        {engine.state === 'failed' ? errorText(engine.error) : null}
      </span>
      {isAway ? null : (
        <Button
          onClick={() => {
            location.reload();
          }}
        >
          {t('failed.reload')}
        </Button>
      )}
    </div>
  );
}
