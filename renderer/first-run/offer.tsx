import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../app/navigation.ts';
import { useClient } from '../engine/client.ts';
import { chooseDownloaded, useDownloads } from '../engine/downloads.ts';
import { useEngine } from '../engine/engine-store.ts';
import { changeSettings } from '../engine/settings.ts';
import { useSizes } from '../i18n/sizes.ts';
import { DownloadState } from '../settings/models/download-state.tsx';
import { ImportDialog } from '../settings/models/import-dialog.tsx';
import { useModelWords } from '../settings/models/use-model-words.ts';
import { ErrorNotice } from '../settings/parts/error-notice.tsx';
import { useRead, type Read } from '../settings/parts/use-read.ts';
import { Button } from '../ui/button.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import styles from './offer.module.css';
import { missingOf, readSuited, type Suited } from './read-suited.ts';

/** Which models suit this machine: there already, on their way, or to be had on the person's word. */
export function Offer() {
  const { value: suited, error, again } = useSuited();
  if (error !== null) return <ErrorNotice error={error} again={again} />;
  return suited === null ? null : <Suits suited={suited} />;
}

/** The same where documents are there already: until the models are, or the person waves it away. */
export function LateOffer() {
  const client = useClient();
  const { value: suited } = useSuited();
  const waved = useEngine((state) => state.settings?.welcomed ?? true);
  const underway = useDownloads(({ downloads }) =>
    (suited?.models ?? []).some(({ id }) => downloads.has(id)),
  );
  if (suited === null || suited.profile.installed || (waved && !underway)) return null;
  return (
    <div className={styles['late']}>
      <Suits
        suited={suited}
        {...(underway ? {} : { onWaved: () => void changeSettings(client, { welcomed: true }) })}
      />
    </div>
  );
}

function useSuited(): Read<Suited | null> {
  const read = useRead(readSuited);
  const { again } = read;
  const finished = useDownloads((state) => state.finished);
  useEffect(again, [again, finished]);
  return read;
}

function Suits({ suited, onWaved }: { readonly suited: Suited; readonly onWaved?: () => void }) {
  const { t } = useTranslation('first-run');
  const { profile } = suited;
  return (
    <section className={styles['offer']} aria-labelledby="offer-title">
      <h2 id="offer-title" className={styles['title']}>
        {profile.installed ? <CircleCheck size={16} aria-hidden /> : null}
        {t(profile.installed ? 'offer.ready' : 'offer.suits', {
          profile: t(`profiles.${profile.name}.name`),
        })}
      </h2>
      <p className={styles['text']}>{t(`profiles.${profile.name}.text`)}</p>
      <ul className={styles['models']}>
        {suited.models.map((model) => (
          <ModelLine key={model.id} model={model} />
        ))}
      </ul>
      {profile.installed ? <MoreModels /> : <Ways suited={suited} onWaved={onWaved} />}
    </section>
  );
}

/** A model: its name, then maker, country, licence and size, or how far its download is. */
function ModelLine({ model }: { readonly model: Suited['models'][number] }) {
  const words = useModelWords();
  const { fileSize } = useSizes();
  const download = useDownloads((state) => state.downloads.get(model.id));
  const facts = [
    `${model.maker}, ${words.country(model)}`,
    model.licence,
    ...(model.bytes === null ? [] : [fileSize(model.bytes)]),
  ];
  return (
    <li data-model={model.id}>
      <bdi>{model.name}</bdi>
      <p className={styles['meta']}>{facts.join('\u00A0· ')}</p>
      {download === undefined ? null : (
        <DownloadState id={model.id} name={model.name} download={download} />
      )}
    </li>
  );
}

function MoreModels() {
  const { t } = useTranslation('first-run');
  return (
    <Button
      className={styles['more']}
      kind="quiet"
      onClick={() => {
        useNavigation.getState().go({ kind: 'settings', page: 'models' });
      }}
    >
      {t('offer.more')}
    </Button>
  );
}

/** Download, import, or later. */
function Ways({
  suited,
  onWaved,
}: {
  readonly suited: Suited;
  readonly onWaved: (() => void) | undefined;
}) {
  const { t } = useTranslation('first-run');
  const { fileSize } = useSizes();
  const [asked, setAsked] = useState<'download' | 'import' | null>(null);
  const missing = missingOf(suited);
  const client = useClient();
  const chooseImported = async (models: Suited['models']): Promise<void> => {
    const own = models.filter(({ id }) => suited.profile.models.includes(id));
    for (const { id, role } of own) await chooseDownloaded(client, id, role);
    useDownloads.setState(({ finished }) => ({ finished: finished + 1 }));
  };
  const waiting = useDownloads(({ downloads }) => missing.some(({ id }) => !downloads.has(id)));
  const close = (): void => {
    setAsked(null);
  };
  return (
    <>
      {waiting ? (
        <div className={styles['actions']}>
          <Button
            onClick={() => {
              setAsked('download');
            }}
          >
            {t('offer.download', { size: fileSize(suited.profile.bytesToFetch) })}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              setAsked('import');
            }}
          >
            {t('offer.import')}
          </Button>
          {onWaved === undefined ? null : (
            <Button kind="quiet" onClick={onWaved}>
              {t('offer.later')}
            </Button>
          )}
        </div>
      ) : null}
      {onWaved === undefined && waiting ? (
        <p className={styles['meta']}>
          {t(suited.profile.name === 'tiny' ? 'offer.words-only' : 'offer.optional')}
        </p>
      ) : null}
      {asked === 'download' ? (
        <ConsentDialog
          suited={suited}
          onClose={close}
          onImport={() => {
            setAsked('import');
          }}
        />
      ) : null}
      {asked === 'import' ? (
        <ImportDialog onClose={close} onImported={(models) => void chooseImported(models)} />
      ) : null}
    </>
  );
}
