import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../src/contract/result.ts';
import type { Hardware } from '../../src/contract/system.ts';
import type { DoorClient } from '../engine/client.ts';
import { useSizes } from '../i18n/sizes.ts';
import { Loading } from '../ui/loading.tsx';
import { Choices } from './parts/choices.tsx';
import { Facts } from './parts/facts.tsx';
import { Section } from './parts/section.tsx';
import { SettingRow } from './parts/setting-row.tsx';
import { Threads } from './parts/threads.tsx';
import { ErrorNotice } from './parts/error-notice.tsx';
import { useRead, type Read } from './parts/use-read.ts';
import { WithSettings } from './parts/with-settings.tsx';

const readHardware = (client: DoorClient, signal: AbortSignal): Promise<Result<Hardware>> =>
  client.call('inspectHardware', {}, { signal });

/** What models compute with. */
export function PerformancePage() {
  const { t } = useTranslation('settings');
  const id = useId();
  const hardware = useRead(readHardware);
  return (
    <>
      <WithSettings>
        {({ processor, threads }, change) => (
          <div>
            <SettingRow
              id={`${id}-processor`}
              label={t('performance.processor')}
              note={t('performance.processor-note')}
            >
              <Choices
                labelledBy={`${id}-processor`}
                value={processor}
                options={(['auto', 'cpu'] as const).map((value) => ({
                  value,
                  label: t(`performance.processors.${value}`),
                }))}
                onChoose={(chosen) => {
                  change({ processor: chosen });
                }}
              />
            </SettingRow>
            <Threads
              threads={threads}
              cores={hardware.value?.physicalCores ?? null}
              onChange={(chosen) => {
                change({ threads: chosen });
              }}
            />
          </div>
        )}
      </WithSettings>
      <Machine hardware={hardware} />
    </>
  );
}

function Machine({ hardware: { value, error, again } }: { readonly hardware: Read<Hardware> }) {
  const { t } = useTranslation('settings');
  const { number, memorySize } = useSizes();
  return (
    <Section title={t('performance.machine')}>
      {error === null ? null : <ErrorNotice error={error} again={again} />}
      {value === null ? (
        error === null ? (
          <Loading text={t('reading')} />
        ) : null
      ) : (
        <Facts
          facts={[
            [t('performance.cpu'), value.cpu],
            [t('performance.cores'), number(value.physicalCores)],
            [
              t('performance.memory'),
              t('performance.memory-free', {
                all: memorySize(value.memoryBytes),
                free: memorySize(value.freeMemoryBytes),
              }),
            ],
            [
              t('performance.gpu'),
              value.gpus.length === 0
                ? t('performance.no-gpu')
                : value.gpus
                    .map(({ name, memoryBytes }) => `${name}, ${memorySize(memoryBytes)}`)
                    .join('; '),
            ],
          ]}
        />
      )}
    </Section>
  );
}
