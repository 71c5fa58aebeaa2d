import styles from './progress-bar.module.css';

/** A thin bar; `value` from 0 to 1, or null while the end is unknown. */
export function ProgressBar({
  value,
  label,
}: {
  readonly value: number | null;
  readonly label: string;
}) {
  return (
    <progress
      className={styles['bar']}
      aria-label={label}
      max={1}
      {...(value === null ? {} : { value })}
    />
  );
}
