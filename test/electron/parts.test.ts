import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from '../../electron/menu.ts';
import { programPaths } from '../../electron/paths.ts';
import { proxyEnvironment, systemProxy } from '../../electron/proxy.ts';
import { Deaths } from '../../electron/supervise-host.ts';
import { answerAsk, type SystemParts } from '../../electron/system.ts';
import { languageOf, readTexts } from '../../electron/texts.ts';
import { windowOptions } from '../../electron/window.ts';

const locales = resolve(import.meta.dirname, '../../resources/locales');
const texts = readTexts(locales, 'en');

describe('paths', () => {
  const circumstances = {
    resources: '/opt/Carrel/resources',
    own: '/work/dist/electron',
    platform: 'linux',
    environment: { CARREL_NODE: '/usr/bin/node' },
  };

  test('an installed application runs its own Node, whatever the environment says', () => {
    const { node, host } = programPaths({ ...circumstances, packaged: true });
    expect(node).toBe('/opt/Carrel/resources/engine/bin/node');
    expect(host).toBe('/opt/Carrel/resources/engine/src/desktop/main.ts');
  });

  test('a checkout runs the Node it was started with', () => {
    const { node, page } = programPaths({ ...circumstances, packaged: false });
    expect(node).toBe('/usr/bin/node');
    expect(page).toBe('/work/dist/renderer');
  });
});

test.each([
  ['DIRECT', undefined],
  ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
  ['SOCKS5 socks:1080; HTTPS secure:443', 'https://secure:443'],
  ['SOCKS socks:1080', undefined],
  ['DIRECT; PROXY late:1', undefined],
  ['PROXY user@host/path:1', undefined],
  ['', undefined],
  ['PROXY 127.0.0.1:9', undefined],
])('the proxy of "%s" is %s', (resolved, proxy) => {
  expect(proxyEnvironment(resolved)['HTTPS_PROXY']).toBe(proxy);
});

test('asks the system for its proxy, not the session that the network is closed for', async () => {
  // As Electron does it: the command line's proxy is set when the session is first used.
  let used = false;
  let wanted = '';
  let loaded = '';
  const session = {
    resolveProxy: () => {
      if (!used) wanted = loaded = 'PROXY 127.0.0.1:9';
      used = true;
      return Promise.resolve(loaded);
    },
    setProxy: ({ mode }: { mode: 'system' }) => {
      wanted = mode === 'system' ? 'PROXY proxy.example:3128' : 'DIRECT';
      return Promise.resolve();
    },
    forceReloadProxyConfig: () => {
      loaded = wanted;
      return Promise.resolve();
    },
  };
  expect(await systemProxy(session, 'https://models.example/')).toEqual({
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: 'http://proxy.example:3128',
    HTTP_PROXY: 'http://proxy.example:3128',
  });
});

test('speaks the first language it can', () => {
  expect(languageOf(['pl-PL', 'de-AT', 'fr'])).toBe('de');
  expect(languageOf(['ja'])).toBe('en');
  expect(languageOf([])).toBe('en');
});

test.each(['en', 'fr', 'de', 'es', 'it'])('has all words in %s', (language) => {
  const words = Object.values(readTexts(locales, language));
  expect(words.every((word) => word.trim() !== '')).toBe(true);
});

test('the menu has neither reload nor developer tools', () => {
  for (const platform of ['linux', 'darwin']) {
    const menu = JSON.stringify(menuTemplate(texts, platform));
    expect(menu).toContain('"role":"copy"');
    expect(menu).not.toMatch(/reload|devtools|help/iu);
  }
});

test('the window is sandboxed and apart from Node', () => {
  const options = windowOptions({ width: 800, height: 600, maximized: false }, '/p.cjs', true);
  expect(options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
    navigateOnDragDrop: false,
  });
});

test('a host that keeps dying is given up', () => {
  const deaths = new Deaths();
  expect([0, 1000, 2000].map((now) => deaths.allowsRestart(now))).toEqual([true, true, false]);
  const rare = new Deaths();
  expect([0, 70_000, 140_000].map((now) => rare.allowsRestart(now))).toEqual([true, true, true]);
});

describe('what the host asks for', () => {
  function parts(changes: Partial<SystemParts> = {}) {
    const done: unknown[] = [];
    const given: SystemParts = {
      texts,
      showOpenDialog: async (options) => {
        done.push(options);
        return { canceled: false, filePaths: [join('/a', 'b.pdf')] };
      },
      openPath: async (path) => {
        done.push(['open', path]);
        return '';
      },
      showItemInFolder: (path) => done.push(['reveal', path]),
      setProgress: (fraction) => done.push(['progress', fraction]),
      isFocused: () => false,
      notify: (title, body) => done.push(['notice', title, body]),
      ...changes,
    };
    return { given, done };
  }

  test('dialogs leave no trace in the recent files', async () => {
    const { given, done } = parts();
    for (const kind of ['files', 'folder', 'model'] as const) {
      expect(await answerAsk({ what: 'choose', kind }, given)).toEqual([join('/a', 'b.pdf')]);
    }
    expect(done).toHaveLength(3);
    for (const options of done) {
      expect(JSON.stringify(options)).toContain('"dontAddToRecent"');
    }
  });

  test('a closed dialog chooses nothing', async () => {
    const { given } = parts({
      showOpenDialog: async () => ({ canceled: true, filePaths: ['/left/over'] }),
    });
    expect(await answerAsk({ what: 'choose', kind: 'files' }, given)).toEqual([]);
  });

  test('opens, reveals, and says when it cannot', async () => {
    const { given, done } = parts();
    await answerAsk({ what: 'open', path: '/a.pdf', reveal: false }, given);
    await answerAsk({ what: 'open', path: '/a.pdf', reveal: true }, given);
    expect(done).toEqual([
      ['open', '/a.pdf'],
      ['reveal', '/a.pdf'],
    ]);
    const broken = parts({ openPath: async () => 'No application found' });
    await expect(
      answerAsk({ what: 'open', path: '/a.pdf', reveal: false }, broken.given),
    ).rejects.toThrow(texts.cannotOpen);
  });

  test('notices reach only who looks elsewhere', async () => {
    const notice = { title: 'Ready', body: '12 documents' };
    const away = parts();
    await answerAsk({ what: 'announce', progress: 0.5, notice }, away.given);
    expect(away.done).toEqual([
      ['progress', 0.5],
      ['notice', 'Ready', '12 documents'],
    ]);
    const there = parts({ isFocused: () => true });
    await answerAsk({ what: 'announce', progress: null, notice }, there.given);
    expect(there.done).toEqual([['progress', -1]]);
  });
});
