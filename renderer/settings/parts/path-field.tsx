import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import field from './field.module.css';

/** A path of this machine: typed or pasted, or chosen in the system's dialog where there is one. */
export function PathField({
  kind,
  label,
  value,
  onChange,
  onError,
}: {
  readonly kind: 'files' | 'folder' | 'model';
  readonly label: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly onError: (error: ContractError | null) => void;
}) {
  const { t } = useTranslation('settings');
  const client = useClient();
  const canChoose = useEngine((state) => state.shell?.canChoose ?? false);
  const id = useId();
  const choose = async (): Promise<void> => {
    const chosen = await client.call('choosePaths', { kind });
    onError(chosen.ok ? null : chosen.error);
    const path = chosen.ok ? chosen.value.paths[0] : undefined;
    if (path !== undefined) onChange(path);
  };
  return (
    <div className={field['label']}>
      <label htmlFor={id}>{label}</label>
      <div className={field['path']}>
        <input
          id={id}
          type="text"
          className={field['input']}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          maxLength={4096}
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
          }}
        />
        {canChoose ? <Button onClick={() => void choose()}>{t('choose')}</Button> : null}
      </div>
    </div>
  );
}
