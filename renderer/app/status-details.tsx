import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IngestProgress } from '../../src/contract/documents.ts';
import type { Hardware } from '../../src/contract/system.ts';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';
import { useModelName } from '../engine/model-names.ts';
import { timeLeft } from '../i18n/time-left.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './status-line.module.css';

/** What the status line says, in full sentences. */
export function StatusDetails({ hardware }: { readonly hardware: Hardware | null }) {
  const { t } = useTranslation();
  const engine = useEngine((state) => state.engine);
  const library = useEngine((state) => state.library);
  const models = useModels();
  return (
    <dl className={styles['list']}>
      <Detail name={t('details.privacy')}>
        {engine.state === 'running' ? (
          <>
            <p>{t(`details.network.${engine.isolation.network}`)}</p>
            <p>{t(`details.files.${engine.isolation.files}`)}</p>
          </>
        ) : (
          t('details.unknown')
        )}
      </Detail>
      <Detail name={t('details.work')}>
        {library === null || library.progress === null || library.work === 'idle' ? (
          t('details.idle')
        ) : (
          <Work progress={library.progress} paused={library.work === 'paused'} />
        )}
      </Detail>
      <Detail name={t('details.models')}>
        {models === null
          ? t('details.unknown')
          : (['embedder', 'answerer'] as const).map((role) => (
              <Model key={role} role={role} id={models[role]} />
            ))}
      </Detail>
      <Detail name={t('details.processor')}>
        {hardware === null
          ? t('details.unknown')
          : hardware.gpus.length > 0
            ? hardware.gpus.map(({ name }) => name).join(', ')
            : hardware.cpu}
      </Detail>
    </dl>
  );
}

function Detail({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Model({
  role,
  id,
}: {
  readonly role: 'embedder' | 'answerer';
  readonly id: string | null;
}) {
  const { t } = useTranslation();
  const name = useModelName(id);
  return <p>{t(`details.${role}`, { model: name ?? t('details.none') })}</p>;
}

function Work({
  progress,
  paused,
}: {
  readonly progress: IngestProgress;
  readonly paused: boolean;
}) {
  const { t } = useTranslation();
  const { filesDone, filesTotal, secondsLeft, current } = progress;
  const left = paused ? null : timeLeft(secondsLeft);
  return (
    <>
      <p>
        {t(paused ? 'details.paused' : 'details.files-done', {
          done: filesDone,
          total: filesTotal,
        })}
      </p>
      <ProgressBar
        value={filesTotal === 0 ? null : filesDone / filesTotal}
        label={t('details.work')}
      />
      <p className={styles['muted']}>
        {left === null ? null : t(`details.left.${left.unit}`, { count: left.count })}{' '}
        <bdi>{current}</bdi>
      </p>
    </>
  );
}

interface ModelsInUse {
  readonly embedder: string | null;
  readonly answerer: string | null;
}

function useModels(): ModelsInUse | null {
  const client = useClient();
  const [models, setModels] = useState<ModelsInUse | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      const status = await client.call('status', {}, { signal: controller.signal });
      if (status.ok) setModels(status.value);
    };
    void read();
    return () => {
      controller.abort();
    };
  }, [client]);
  return models;
}
