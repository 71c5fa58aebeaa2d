import { describe, expect, test } from 'vitest';
import { channels, Relay, type PageEnd } from '../../electron/relay.ts';
import type { ToHost } from '../../src/desktop/protocol.ts';

function page(id: number) {
  const got: unknown[] = [];
  const end: PageEnd = {
    id,
    send: (channel, message) => got.push([channel, message]),
    isDestroyed: () => false,
  };
  return { end, got };
}

describe('the relay', () => {
  test('holds back what pages say until the host is there', () => {
    const sent: ToHost[] = [];
    const relay = new Relay((message) => sent.push(message));
    relay.opened(page(7).end);
    relay.heard(7, 'a');
    expect(sent).toEqual([]);
    relay.hostReady();
    expect(sent).toEqual([
      { type: 'page-opened', page: 1 },
      { type: 'page-message', page: 1, message: 'a' },
    ]);
  });

  test('gives the answers to a page that has gone to nobody', () => {
    const relay = new Relay(() => undefined);
    const { end, got } = page(7);
    relay.hostReady();
    relay.opened(end);
    relay.opened(end);
    relay.fromHost({ type: 'page-message', page: 1, message: 'late' });
    expect(got).toEqual([]);
    relay.fromHost({ type: 'page-message', page: 2, message: 'now' });
    expect(got).toEqual([[channels.message, 'now']]);
  });

  test('passes what is chosen in the menu on to the pages, and not to the host', () => {
    const sent: ToHost[] = [];
    const relay = new Relay((message) => sent.push(message));
    const { end, got } = page(3);
    relay.hostReady();
    relay.opened(end);
    relay.listens(3);
    relay.chosen('add-files');
    expect(got).toEqual([[channels.command, 'add-files']]);
    relay.closed(3);
    relay.chosen('settings');
    expect(got).toHaveLength(1);
    expect(sent.map(({ type }) => type)).toEqual(['page-opened', 'page-closed']);
  });

  test('keeps what is chosen in the menu until a page listens, and no longer', () => {
    const relay = new Relay(() => undefined);
    const { end, got } = page(3);
    // On a Mac without a window: it opens, loads, and listens at last.
    relay.chosen('settings');
    relay.chosen('add-files');
    relay.opened(end);
    expect(got).toEqual([]);
    relay.listens(3);
    expect(got).toEqual([[channels.command, 'add-files']]);
    relay.opened(end);
    relay.listens(3);
    expect(got).toHaveLength(1);
  });

  test('tells the pages when the host is gone, and the host when a page is', () => {
    const sent: ToHost[] = [];
    const relay = new Relay((message) => sent.push(message));
    const { end, got } = page(3);
    relay.hostReady();
    relay.opened(end);
    relay.hostGone();
    expect(got).toEqual([[channels.close, undefined]]);
    relay.heard(3, 'to nobody');
    relay.opened(end);
    relay.hostReady();
    relay.closed(3);
    expect(sent).toEqual([
      { type: 'page-opened', page: 1 },
      { type: 'page-opened', page: 2 },
      { type: 'page-closed', page: 2 },
    ]);
  });
});
