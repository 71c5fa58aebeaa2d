import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from '../../electron/menu.ts';
import { programPaths } from '../../electron/paths.ts';
import { askForProxy, proxyOf, proxySwitch, printProxy } from '../../electron/proxy.ts';
import { RestartLimit } from '../../electron/restart-limit.ts';
import { answerAsk, type SystemParts } from '../../electron/system.ts';
import { languageOf, readErrorTexts, readTexts, SpokenTexts } from '../../electron/texts.ts';
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

describe('the proxy', () => {
  test.each([
    ['DIRECT', null],
    ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
    ['SOCKS5 socks:1080; HTTPS secure:443', 'https://secure:443'],
    ['SOCKS socks:1080', null],
    ['DIRECT; PROXY late:1', null],
    ['PROXY user@host/path:1', null],
    ['', null],
  ])('of "%s" is %s', (resolved, proxy) => {
    expect(proxyOf(resolved)).toBe(proxy);
  });

  /** A program in the place of the application's own. */
  const asked = (script: string) =>
    askForProxy(process.execPath, ['-e', script, '--'], 'https://models.example/a');

  test('is asked of a process of its own, by its address', async () => {
    const echo = 'console.log(process.argv.at(-1)); setInterval(() => {}, 1000)';
    // It is not waited for once it has answered.
    expect(await asked(`${echo}; setTimeout(() => process.exit(), 100)`)).toBe(
      `--${proxySwitch}=https://models.example/a`,
    );
  });

  test('is none where that process fails or is not there', async () => {
    expect(await asked('process.exit(1)')).toBe('');
    expect(await askForProxy('/nowhere/carrel', [], 'https://models.example/')).toBe('');
  });

  test('is told in one line, and the process ends, whatever comes of it', async () => {
    const told: string[] = [];
    const parts = { write: (line: string) => told.push(line), exit: () => told.push('exit') };
    await printProxy('https://a.example/', { ...parts, resolveProxy: async () => 'DIRECT' });
    const failed = printProxy('https://a.example/', {
      ...parts,
      resolveProxy: () => Promise.reject(new Error('no network')),
    });
    await expect(failed).rejects.toThrow('no network');
    expect(told).toEqual(['DIRECT\n', 'exit', 'exit']);
  });
});

test('speaks the first language it can', () => {
  expect(languageOf(['pl-PL', 'de-AT', 'fr'])).toBe('de');
  expect(languageOf(['ja'])).toBe('en');
  expect(languageOf([])).toBe('en');
});

test('speaks the language of the page once it has said so', () => {
  const changes: string[] = [];
  const spoken = new SpokenTexts(locales, ['fr-FR'], () => changes.push(spoken.now.settings));
  expect(spoken.now).toEqual(readTexts(locales, 'fr'));
  for (const said of ['fr', 'de', 'de', '../de', 'ja', 7]) spoken.speak(said);
  expect(spoken.language).toBe('de');
  expect(spoken.now).toEqual(readTexts(locales, 'de'));
  expect(changes).toEqual(['Einstellungen …']);
});

test.each(['en', 'fr', 'de', 'es', 'it'])('has all words in %s', (language) => {
  const words = Object.values(readTexts(locales, language));
  expect(words.every((word) => word.trim() !== '')).toBe(true);
});

test('errors are told in the words of the page', () => {
  const german = readErrorTexts(locales, 'de');
  const message = 'The disk is full: $& {{message}}';
  expect(german({ code: 'home-read-only', message })).toMatch(/^In den Datenordner kann nicht/u);
  expect(german({ code: 'invalid-input', message })).toContain(`(${message})`);
});

test('the menu has neither reload nor developer tools', () => {
  for (const platform of ['linux', 'darwin']) {
    const menu = JSON.stringify(menuTemplate(texts, platform, () => undefined));
    expect(menu).toContain('"role":"copy"');
    expect(menu).not.toMatch(/reload|devtools|help/iu);
  }
});

test.each(['linux', 'win32', 'darwin'])(
  'the menu on %s adds documents and opens settings',
  (platform) => {
    const chosen: string[] = [];
    const menu = menuTemplate(texts, platform, (command) => chosen.push(command));
    const entries = menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    for (const [accelerator, label] of [
      ['CmdOrCtrl+O', 'Add files…'],
      ['CmdOrCtrl+Shift+O', 'Add a folder…'],
      ['CmdOrCtrl+,', 'Settings…'],
    ]) {
      const found = entries.filter((entry) => entry.accelerator === accelerator);
      expect(found.map((entry) => entry.label)).toEqual([label]);
      // As Electron calls it, without what this entry does not read.
      if (found[0]?.click !== undefined) Reflect.apply(found[0].click, undefined, []);
    }
    expect(chosen).toEqual(['add-files', 'add-folder', 'settings']);
  },
);

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
  const limit = new RestartLimit();
  expect([0, 1000, 2000].map((now) => limit.allowsRestart(now))).toEqual([true, true, false]);
  const rare = new RestartLimit();
  expect([0, 70_000, 140_000].map((now) => rare.allowsRestart(now))).toEqual([true, true, true]);
});

describe('what the host asks for', () => {
  function parts(changes: Partial<SystemParts> = {}) {
    const done: unknown[] = [];
    const given: SystemParts = {
      texts: () => texts,
      showOpenDialog: async (options) => {
        done.push(options);
        return { canceled: false, filePaths: [join('/a', 'b.pdf')] };
      },
      showMessageBox: async (question) => {
        done.push(question);
        return { response: 1 };
      },
      openPath: async (path) => {
        done.push(['open', path]);
        return '';
      },
      showItemInFolder: (path) => done.push(['reveal', path]),
      resolveProxy: async (address) => {
        done.push(['proxy', address]);
        return 'SOCKS a:1; PROXY b:2';
      },
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

  test('documents are added without a closed network only on a yes, which is not the default', async () => {
    const { given, done } = parts();
    expect(await answerAsk({ what: 'confirm-unsandboxed' }, given)).toEqual(['yes']);
    expect(done).toMatchObject([
      { buttons: [texts.cancel, texts.addAnyway], defaultId: 0, cancelId: 0 },
    ]);
    const refused = parts({ showMessageBox: async () => ({ response: 0 }) });
    expect(await answerAsk({ what: 'confirm-unsandboxed' }, refused.given)).toEqual([]);
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

  test('names the proxy on the way to an address, where there is one', async () => {
    const { given, done } = parts();
    const ask = { what: 'proxy', address: 'https://models.example/' } as const;
    expect(await answerAsk(ask, given)).toEqual(['http://b:2']);
    expect(done).toEqual([['proxy', 'https://models.example/']]);
    const direct = parts({ resolveProxy: async () => 'DIRECT' });
    expect(await answerAsk(ask, direct.given)).toEqual([]);
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
