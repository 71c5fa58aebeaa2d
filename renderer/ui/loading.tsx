import styles from './loading.module.css';
import { useDelayed } from './use-delayed.ts';

/** Says that something is being read, once that has lasted for a moment. */
export function Loading({ text }: { readonly text: string }) {
  const late = useDelayed(true);
  return <output className={styles['loading']}>{late ? text : null}</output>;
}
