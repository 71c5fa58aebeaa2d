import { useEffect, useState, type ComponentType } from 'react';

/** A part of the page that is loaded by itself. */
export interface LazyPart<Props> {
  readonly Part: ComponentType<Props>;
  /** Loads it before it is needed. */
  readonly load: () => Promise<void>;
}

/**
 * A part that is not loaded with the page. Once it is there it is drawn at once, in the task that asks
 * for it, as React's `lazy` does not: what is typed then must find it. Until then nothing is drawn; where
 * loading fails, drawing does.
 */
export function lazyPart<Props extends object>(
  from: () => Promise<ComponentType<Props>>,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  const load = async (): Promise<void> => {
    loaded ??= await from();
  };
  function Part(props: Props) {
    const [there, setThere] = useState(loaded !== undefined);
    const [failure, setFailure] = useState<Error | null>(null);
    useEffect(() => {
      if (there) return;
      const fetch = async (): Promise<void> => {
        try {
          await load();
          setThere(true);
        } catch (error) {
          setFailure(error instanceof Error ? error : new Error(String(error)));
        }
      };
      void fetch();
    }, [there]);
    if (failure !== null) throw failure;
    const Loaded = loaded;
    return Loaded === undefined ? null : <Loaded {...props} />;
  }
  return { Part, load };
}
