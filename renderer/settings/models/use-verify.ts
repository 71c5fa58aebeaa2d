import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { VerifiedModel } from '../../../src/contract/models.ts';
import { useClient } from '../../engine/client.ts';

export interface Verification {
  readonly busy: boolean;
  readonly error: ContractError | null;
  /** By the model's file; empty until a verification has ended. */
  readonly results: ReadonlyMap<string, VerifiedModel>;
  /** The outcome in one sentence, or empty. */
  readonly summary: string;
  readonly start: () => void;
}

/** Reads every installed model in full and compares it with its checksum, on demand. */
export function useVerify(): Verification {
  const { t } = useTranslation('settings');
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const [results, setResults] = useState<ReadonlyMap<string, VerifiedModel>>(new Map());
  const controller = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      controller.current?.abort();
    },
    [],
  );
  const run = async (): Promise<void> => {
    const own = new AbortController();
    controller.current = own;
    setBusy(true);
    const verified = await client.call('verifyModels', {}, { signal: own.signal });
    if (own.signal.aborted) return;
    setBusy(false);
    setError(verified.ok ? null : verified.error);
    const models = verified.ok ? verified.value.models : [];
    setResults(new Map(models.map((model) => [model.file, model])));
  };
  const damaged = [...results.values()].filter(({ ok }) => !ok).length;
  const summary =
    results.size === 0
      ? ''
      : damaged === 0
        ? t('models.verify.all-sound', { count: results.size })
        : t('models.verify.some-damaged', { count: damaged });
  return { busy, error, results, summary, start: () => void run() };
}
