import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Screen } from '../../test/page/screens/screen.ts';

/** More windows than `carrel serve` lets in at a time. */
const MANY = 9;

/** What a window too many shows, with connections of the script's own in the place of windows. */
export function tooManyWindows(address: string): Screen {
  const { origin, host, hash } = new URL(address);
  const windows: WebSocket[] = [];
  const openMany = async (): Promise<void> => {
    for (let opened = 0; opened < MANY; opened += 1) {
      const socket = new WebSocket(`ws://${host}/contract`, { origin });
      await once(socket, 'open');
      socket.send(JSON.stringify({ token: hash.replace('#token=', '') }));
      socket.send(JSON.stringify({ type: 'call', id: 1, route: 'status', input: {} }));
      await Promise.race([once(socket, 'message'), once(socket, 'close')]);
      windows.push(socket);
    }
  };
  return {
    name: 'too many windows',
    show: async (page, t) => {
      await page.goto('about:blank');
      await openMany();
      // The page's own connection may have ended only now.
      await openMany();
      await page.goto(address);
      await page.getByText(t('app:connect.crowded.title')).waitFor();
    },
    leave: () => {
      for (const socket of windows.splice(0)) socket.terminate();
      return Promise.resolve();
    },
  };
}
