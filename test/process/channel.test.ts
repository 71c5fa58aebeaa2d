import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { assertMessageFits, childTransport, maxMessageBytes } from '../../src/process/channel.ts';
import { contractSuite } from '../contract/contract-suite.ts';
import { sampleRoutes } from '../contract/sample-routes.ts';
import { startSampleChild } from './fixtures/start-child.ts';

describe('over the channel of a real child process', () => {
  contractSuite(async () => {
    const { process: child } = startSampleChild();
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
    });
    return Promise.resolve({
      transport: childTransport(child),
      breakOff: () => child.kill('SIGKILL'),
      dispose: () => {
        child.kill('SIGKILL');
        return exited;
      },
    });
  });

  test('messages over 1 MB are refused on the way in and on the way out', async () => {
    const { process: child } = startSampleChild();
    try {
      const client = createClient(sampleRoutes, childTransport(child));
      const text = 'x'.repeat(maxMessageBytes + 1);
      expect(await client.call('echo', { text })).toMatchObject({
        error: { code: 'invalid-input' },
      });
      expect(await client.call('large', { characters: maxMessageBytes + 1 })).toMatchObject({
        error: { code: 'invalid-input' },
      });
      // Just below the limit passes both ways, and the channel is still sound.
      expect(await client.call('large', { characters: maxMessageBytes - 1000 })).toMatchObject({
        ok: true,
      });
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('the size of a message', () => {
  test.each([
    ['latin text', { text: 'x'.repeat(990_000) }, true],
    ['latin text', { text: 'x'.repeat(1_000_001) }, false],
    ['wide text', { text: '\u4e2d'.repeat(490_000) }, true],
    ['wide text', { text: '\u4e2d'.repeat(510_000) }, false],
    ['a typed array', { data: new Float32Array(240_000) }, true],
    ['a typed array', { data: new Float32Array(260_000) }, false],
    ['a small view of a large buffer', { data: new Uint8Array(5_000_000).subarray(0, 10) }, true],
    ['many small objects', { list: Array.from({ length: 90_000 }, (_, n) => ({ n })) }, true],
    ['many strings', { list: Array(100_000).fill('0123456789') }, false],
    ['a map', new Map([['a', 'x'.repeat(1_100_000)]]), false],
  ])('%s', (_name, message, fits) => {
    if (fits) expect(() => assertMessageFits(message)).not.toThrow();
    else expect(() => assertMessageFits(message)).toThrow('1 MB');
  });
});
