import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { ModelEntry, VerifiedModel } from '../../../src/contract/models.ts';
import { useClient } from '../../engine/client.ts';
import { useDownloads } from '../../engine/downloads.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { DownloadState } from './download-state.tsx';
import { EmbedderDialog } from './embedder-dialog.tsx';
import { InstallDialog } from './install-dialog.tsx';
import styles from './model-row.module.css';
import { ModelState } from './model-state.tsx';
import { isInstalled } from './read-models.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { useModelWords } from './use-model-words.ts';

type Asked = 'install' | 'remove' | 'change' | null;

/** A model: what it is, whether it suits this machine, and what can be done with it. */
export function ModelRow({
  model,
  inUse,
  verified,
  onChanged,
}: {
  readonly model: ModelEntry;
  /** The model that serves this role now. */
  readonly inUse: ModelEntry | null;
  readonly verified: VerifiedModel | undefined;
  readonly onChanged: () => void;
}) {
  const client = useClient();
  const download = useDownloads((state) => state.downloads.get(model.id));
  const [asked, setAsked] = useState<Asked>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const use = async (): Promise<void> => {
    setAsked(null);
    const chosen = await client.call('chooseModel', { role: model.role, id: model.id });
    setError(chosen.ok ? null : chosen.error);
    if (chosen.ok) onChanged();
  };
  const close = (): void => {
    setAsked(null);
  };
  return (
    <li className={styles['row']} data-model={model.id}>
      <div className={styles['line']}>
        <div className={styles['words']}>
          <h3 className={styles['name']}>
            <bdi>{model.name}</bdi>
          </h3>
          <Meta model={model} />
          {download === undefined ? (
            <ModelState model={model} verified={verified} />
          ) : (
            <DownloadState id={model.id} name={model.name} download={download} />
          )}
        </div>
        {download === undefined ? (
          <Actions
            model={model}
            onAsk={setAsked}
            onUse={() => {
              // Vectors of another embedder have to be made first; that is explained.
              if (model.role === 'embed' && inUse !== null) setAsked('change');
              else void use();
            }}
          />
        ) : null}
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {asked === 'install' ? <InstallDialog model={model} onClose={close} /> : null}
      {asked === 'remove' ? (
        <RemoveDialog model={model} onClose={close} onRemoved={onChanged} />
      ) : null}
      {asked === 'change' && inUse !== null ? (
        <EmbedderDialog from={inUse} to={model} onClose={close} onConfirm={() => void use()} />
      ) : null}
    </li>
  );
}

/** Maker, country, licence, size, languages. */
function Meta({ model }: { readonly model: ModelEntry }) {
  const { t } = useTranslation('settings');
  const words = useModelWords();
  const { fileSize } = useSizes();
  const known = (value: string): string | null => (value === 'unknown' ? null : value);
  const parts = [
    known(model.maker) === null ? t('models.own-file') : `${model.maker}, ${words.country(model)}`,
    known(model.licence) ?? t('models.licence-unknown'),
    model.bytes === null ? null : fileSize(model.bytes),
  ].filter((part) => part !== null);
  return (
    <p className={styles['meta']}>
      <bdi>{parts.join(' · ')}</bdi>
      {model.languages.length === 0 ? null : (
        <span title={words.allLanguages(model)}> · {words.languages(model)}</span>
      )}
    </p>
  );
}

function Actions({
  model,
  onAsk,
  onUse,
}: {
  readonly model: ModelEntry;
  readonly onAsk: (asked: Asked) => void;
  readonly onUse: () => void;
}) {
  const { t } = useTranslation('settings');
  const { name } = model;
  const ask = (asked: Asked) => () => {
    onAsk(asked);
  };
  return (
    <div className={styles['actions']}>
      {!isInstalled(model) || (model.state === 'damaged' && model.sources.length > 0) ? (
        <Button aria-label={t('models.install.of', { name })} onClick={ask('install')}>
          {t('models.install.open')}
        </Button>
      ) : null}
      {isInstalled(model) && model.state !== 'damaged' && !model.inUse && model.fits ? (
        <Button aria-label={t('models.use-of', { name })} onClick={onUse}>
          {t('models.use')}
        </Button>
      ) : null}
      {isInstalled(model) ? (
        <Button kind="quiet" aria-label={t('models.remove.of', { name })} onClick={ask('remove')}>
          {t('models.remove.open')}
        </Button>
      ) : null}
    </div>
  );
}
