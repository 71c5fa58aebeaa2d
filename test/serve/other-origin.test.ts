import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { chromium as driver, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserOptions, canBrowse } from '../browser.ts';
import { startServing, type Serving } from './fixtures/serving.ts';

describe.skipIf(!canBrowse)('in a real browser', () => {
  let serving: Serving;
  let browser: Browser;
  /** A server of somebody else's on another port of 127.0.0.1. */
  let other: Server;
  let otherPort = 0;

  beforeAll(async () => {
    serving = await startServing();
    other = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>other</title><body></body>');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const bound = other.address();
    if (bound === null || typeof bound === 'string') throw new Error('no port');
    otherPort = bound.port;
    browser = await driver.launch(await browserOptions());
  });
  afterAll(async () => {
    await browser.close();
    other.closeAllConnections();
    other.close();
    await serving.stop();
  });

  /** Calls the function in a file of fixtures/ inside a page at `address`. */
  async function inPage(address: string, name: string, ...given: string[]): Promise<unknown> {
    const source = readFileSync(join(import.meta.dirname, 'fixtures', `${name}.mjs`), 'utf8');
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    const values = given.map((value) => JSON.stringify(value)).join(', ');
    const result: unknown = await page.evaluate(
      `(() => { ${source.replace('export ', '')}; return ${name}(${values}); })()`,
    );
    await context.close();
    return result;
  }

  test(
    'the own page reaches the engine, a page on another port nothing, with the token too',
    { timeout: 30_000 },
    async () => {
      const { port, token } = serving.server;
      const target = `http://127.0.0.1:${port}`;
      expect(await inPage(target, 'attempts', target, token)).toEqual({
        page: '200',
        session: '204',
        blind: '401',
        script: 'loaded',
        picture: 'loaded',
        socket: 'answered',
        // Not even by itself.
        framed: 'closed',
      });
      for (const from of [
        `http://127.0.0.1:${otherPort}`,
        `http://localhost:${otherPort}`,
        // The other name of this server is another origin as well.
        `http://localhost:${port}`,
      ]) {
        const got = await inPage(from, 'attempts', target, token);
        expect({ from, got }).toEqual({
          from,
          got: {
            page: 'refused',
            session: 'refused',
            blind: 'refused',
            script: 'refused',
            picture: 'refused',
            socket: 'refused',
            framed: 'closed',
          },
        });
      }
    },
  );

  test('the page runs nothing inline and asks nobody else', { timeout: 30_000 }, async () => {
    expect(await inPage(`http://127.0.0.1:${serving.server.port}`, 'inline')).toEqual({
      refused: ['connect-src', 'img-src', 'script-src-attr', 'script-src-elem'],
      title: 'Carrel',
    });
  });
});
