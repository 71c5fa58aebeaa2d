import { useTranslation } from 'react-i18next';
import { formatLocale } from './locale.ts';
import { numberFormatOf } from './number-formats.ts';

const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes in the reader's way, e.g. `1.9 GB` or `1,9 Go`; files count by 1000, memory by 1024. */
export function formatBytes(bytes: number, locale: string, of: 'files' | 'memory'): string {
  const base = of === 'files' ? 1000 : 1024;
  const power = Math.floor(Math.log(Math.max(1, bytes)) / Math.log(base));
  const step = Math.min(steps.length - 1, power);
  const value = bytes / base ** step;
  return numberFormatOf(locale, {
    style: 'unit',
    unit: steps[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  }).format(value);
}

/** Numbers, sizes of files and of memory, as the reader writes them. */
export function useSizes(): {
  readonly number: (value: number) => string;
  readonly fileSize: (bytes: number) => string;
  readonly memorySize: (bytes: number) => string;
} {
  const { i18n } = useTranslation();
  const locale = formatLocale(i18n.language);
  return {
    number: (value) => numberFormatOf(locale).format(value),
    fileSize: (bytes) => formatBytes(bytes, locale, 'files'),
    memorySize: (bytes) => formatBytes(bytes, locale, 'memory'),
  };
}
