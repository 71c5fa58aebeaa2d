import { useId } from 'react';
import styles from './choices.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A few values side by side, one of them chosen; arrow keys go between them. */
export function Choices<T extends string>({
  labelledBy,
  value,
  options,
  onChoose,
}: {
  readonly labelledBy: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChoose: (value: T) => void;
}) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className={styles['choices']}>
      {options.map((option) => (
        <label key={option.value} className={styles['choice']}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => {
              onChoose(option.value);
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
