import { Cpu, Gpu, HardDrive, MemoryStick } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHardware } from '../app/use-hardware.ts';
import { useEngine } from '../engine/engine-store.ts';
import { useSizes } from '../i18n/sizes.ts';
import styles from './machine.module.css';

/** What this machine has to compute and to store with. */
export function Machine() {
  const { t } = useTranslation('first-run');
  const { fileSize, memorySize } = useSizes();
  const { hardware, failed } = useHardware();
  const shell = useEngine((state) => state.shell);
  if (shell === null) return null;
  const memoryBytes = hardware?.memoryBytes ?? shell.memoryBytes;
  return (
    <section aria-labelledby="machine-title">
      <h2 id="machine-title" className={styles['title']}>
        {t('machine.title')}
      </h2>
      <ul className={styles['facts']}>
        {failed ? null : (
          <li>
            <Cpu size={16} aria-hidden />
            {hardware === null ? (
              <span>{t('machine.looking')}</span>
            ) : (
              <span>
                <bdi>{hardware.cpu}</bdi>
                {', '}
                {t('machine.cores', { count: hardware.physicalCores })}
              </span>
            )}
          </li>
        )}
        <li>
          <MemoryStick size={16} aria-hidden />
          {t('machine.memory', { size: memorySize(memoryBytes) })}
        </li>
        {hardware === null ? null : hardware.gpus.length === 0 ? (
          <li>
            <Gpu size={16} aria-hidden />
            {t('machine.no-gpu')}
          </li>
        ) : (
          hardware.gpus.map(({ name, memoryBytes: size }, index) => (
            <li key={`${String(index)} ${name}`}>
              <Gpu size={16} aria-hidden />
              <span>
                <bdi>{name}</bdi>
                {', '}
                {memorySize(size)}
              </span>
            </li>
          ))
        )}
        {shell.freeDiskBytes === null ? null : (
          <li>
            <HardDrive size={16} aria-hidden />
            {t('machine.disk', { size: fileSize(shell.freeDiskBytes) })}
          </li>
        )}
      </ul>
    </section>
  );
}
