import { Check, CircleAlert, CircleCheck, HardDrive, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelEntry, VerifiedModel } from '../../../src/contract/models.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { useErrorText } from '../../ui/use-error-text.ts';
import styles from './model-state.module.css';

/** In use, installed, sound, fitting: each with its icon and word. */
export function ModelState({
  model,
  verified,
}: {
  readonly model: ModelEntry;
  readonly verified: VerifiedModel | undefined;
}) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  return (
    <p className={styles['line']}>
      {model.inUse ? (
        <State tone="accent" icon={<CircleCheck size={14} aria-hidden />}>
          {t('models.in-use')}
        </State>
      ) : model.state === 'installed' || model.state === 'imported' ? (
        <State tone="plain" icon={<HardDrive size={14} aria-hidden />}>
          {t('models.installed')}
        </State>
      ) : model.state === 'damaged' ? (
        <State tone="failure" icon={<CircleAlert size={14} aria-hidden />}>
          {t('models.damaged')}
        </State>
      ) : null}
      <Fit model={model} />
      {verified === undefined ? null : verified.ok ? (
        <State tone="checked" icon={<Check size={14} aria-hidden />}>
          {t('models.verify.sound')}
        </State>
      ) : (
        <State tone="failure" icon={<CircleAlert size={14} aria-hidden />}>
          {verified.error === null ? t('models.damaged') : errorText(verified.error)}
        </State>
      )}
    </p>
  );
}

/** Nothing is said where a model is in use: it evidently runs. */
function Fit({ model: { fits, inUse, neededBytes } }: { readonly model: ModelEntry }) {
  const { t } = useTranslation('settings');
  const memory = useEngine((state) => state.shell?.memoryBytes ?? null);
  const { memorySize } = useSizes();
  if (inUse) return null;
  if (fits) {
    return (
      <State tone="plain" icon={<Check size={14} aria-hidden />}>
        {t('models.fits')}
      </State>
    );
  }
  const needed = memorySize(neededBytes);
  return (
    <State tone="partial" icon={<TriangleAlert size={14} aria-hidden />}>
      {memory === null
        ? t('models.too-large', { needed })
        : t('models.too-large-here', { needed, memory: memorySize(memory) })}
    </State>
  );
}

function State({
  tone,
  icon,
  children,
}: {
  readonly tone: 'plain' | 'accent' | 'checked' | 'partial' | 'failure';
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={styles[tone]}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
