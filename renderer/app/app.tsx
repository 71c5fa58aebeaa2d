import type { i18n } from 'i18next';
import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { ClientContext, type Connection } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';
import { followEngine } from '../engine/follow-engine.ts';
import { ConnectFailed } from './connect-failed.tsx';
import { Damaged } from './damaged.tsx';
import { Frame } from './frame.tsx';
import { useAppearance } from './use-appearance.ts';

/** The application: one connection, one set of texts, one frame. */
export function App({
  connection,
  texts,
}: {
  readonly connection: Connection;
  readonly texts: i18n;
}) {
  useAppearance(texts);
  const damaged = useEngine((state) => state.damaged);
  const crowded = useEngine((state) => state.engine.state === 'crowded');
  useEffect(() => {
    followEngine(connection);
  }, [connection]);
  if (crowded) return <ConnectFailed reason="crowded" texts={texts} />;
  return (
    <I18nextProvider i18n={texts}>
      <ClientContext value={connection.client}>
        <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
          {damaged ? <Damaged /> : <Frame />}
        </Tooltip.Provider>
      </ClientContext>
    </I18nextProvider>
  );
}
