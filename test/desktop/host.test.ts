import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHostProcess, type HostProcess } from '../../electron/host-process.ts';
import { Relay, channels } from '../../electron/relay.ts';
import { answerAsk } from '../../electron/system.ts';
import { readTexts } from '../../electron/texts.ts';
import { createClient } from '../../src/contract/client.ts';
import { doorRoutes, type DoorRoutes } from '../../src/contract/door-routes.ts';
import { unwrap } from '../../src/contract/result.ts';
import type { Client } from '../../src/contract/route.ts';

const repository = resolve(import.meta.dirname, '../..');
const notice = join(repository, 'resources/samples/Safety-notice-hitch.txt');
const texts = readTexts(join(repository, 'resources/locales'), 'en');

/** A page as the preload script shows it to the relay. */
function openPage(relay: Relay, id: number): Client<DoorRoutes> {
  const listeners: ((message: unknown) => void)[] = [];
  relay.opened({
    id,
    isDestroyed: () => false,
    send: (channel, message) => {
      if (channel === channels.message) for (const each of listeners) each(message);
    },
  });
  return createClient(doorRoutes, {
    // What Electron's own messages and JSON do to a message.
    send: (message) => {
      relay.heard(id, structuredClone(message));
    },
    onMessage: (listener) => listeners.push(listener),
    onClose: () => undefined,
    close: () => {
      relay.closed(id);
    },
  });
}

describe('the desktop host', () => {
  const home = mkdtempSync(join(tmpdir(), 'carrel-host-'));
  const announced: number[] = [];
  const proxiesFor: string[] = [];
  let host: HostProcess;
  let relay: Relay;
  let page: Client<DoorRoutes>;
  let ended: boolean | undefined;

  beforeAll(() => {
    relay = new Relay((message) => {
      host.send(message);
    });
    // As Electron does: the page speaks before the engine is there.
    page = openPage(relay, 1);
    host = startHostProcess({
      node: process.execPath,
      entry: join(repository, 'src/desktop/main.ts'),
      args: ['--home', home],
      environment: { ...process.env, CARREL_GPU: 'off', NODE_OPTIONS: '--invalid-option' },
      onEnd: (asked) => {
        ended = asked;
      },
      onMessage: (message) => {
        if (message.type === 'ready') relay.hostReady();
        else if (message.type === 'ask') {
          const { id } = message;
          const answered = answerAsk(message.ask, {
            texts: () => texts,
            showOpenDialog: async () => ({ canceled: false, filePaths: [notice] }),
            openPath: async () => 'no program',
            showMessageBox: async () => ({ response: 1 }),
            showItemInFolder: () => undefined,
            resolveProxy: async (address) => {
              proxiesFor.push(address);
              return 'DIRECT';
            },
            setProgress: (fraction) => announced.push(fraction),
            isFocused: () => true,
            notify: () => undefined,
          });
          void (async () => {
            try {
              host.send({ type: 'answer', id, found: await answered });
            } catch (error) {
              host.send({ type: 'refusal', id, message: String(error) });
            }
          })();
        } else if (message.type !== 'failed') relay.fromHost(message);
      },
    });
  });
  afterAll(async () => {
    await host.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('answers pages with dialogs of the system and an engine of its own', async () => {
    const shell = unwrap(await page.call('describeShell', {}));
    expect(shell).toMatchObject({ door: 'desktop', canChoose: true });
    const { paths } = unwrap(await page.call('choosePaths', { kind: 'files' }));
    expect(paths).toEqual([notice]);
    unwrap(await page.stream('addDocuments', { paths }, () => undefined));
    const answers: string[] = [];
    const answer = await page.stream(
      'ask',
      { question: 'Which trailers does the notice concern?', mode: 'quote' },
      ({ kind }) => {
        answers.push(kind);
      },
    );
    expect(unwrap(answer).verdict).not.toBe('absent');
    expect(answers.length).toBeGreaterThan(0);
  });

  test('passes on refusals and announcements of the system', async () => {
    const { documents } = unwrap(await page.call('browseDocuments', {}));
    const [document] = documents;
    const opened = await page.call('openOutside', {
      documentId: document?.id ?? '',
      reveal: false,
    });
    expect(opened.ok ? '' : opened.error.message).toContain(texts.cannotOpen);
    unwrap(await page.call('announce', { progress: 0.25, notice: null }));
    expect(announced).toEqual([0.25]);
  });

  test('asks for the proxy only when a model is fetched, by its address', async () => {
    expect(proxiesFor).toEqual([]);
    // It is in place, so that nothing is fetched.
    const id = 'multilingual-e5-small';
    unwrap(await page.stream('fetchModel', { id }, () => undefined));
    expect(proxiesFor).toEqual([expect.stringMatching(/^https:.*gguf$/u)]);
  });

  test('keeps two windows apart, and ends in order when asked', async () => {
    const second = openPage(relay, 2);
    const [one, two] = await Promise.all([page.call('status', {}), second.call('status', {})]);
    expect(one.ok && two.ok).toBe(true);
    relay.closed(2);
    await host.stop();
    expect(ended).toBe(true);
  });
});
