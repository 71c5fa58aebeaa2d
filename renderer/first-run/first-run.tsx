import { useEngine } from '../engine/engine-store.ts';
import { DropCard } from './drop-card.tsx';
import styles from './first-run.module.css';
import { LanguageChoice } from './language-choice.tsx';
import { Machine } from './machine.tsx';
import { Offer } from './offer.tsx';

/** An empty library: one gesture to begin, and beside it, quietly, what suits this machine. */
export function FirstRun() {
  const known = useEngine((state) => state.shell !== null);
  return (
    <div className={styles['view']}>
      <div className={styles['columns']}>
        <DropCard />
        <aside className={styles['aside']}>
          {known ? (
            <>
              <Machine />
              <Offer />
              <LanguageChoice />
            </>
          ) : null}
        </aside>
      </div>
    </div>
  );
}
