// Electron's main process: windows, menu, dialogs, the page's files. All else is the desktop host's.
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { readPageFiles } from '../src/serve/page-files.ts';
import type { FromHost } from '../src/desktop/protocol.ts';
import { asksForSandbox, closeNetwork, hardenContents, hardenSession } from './harden.ts';
import { startHostProcess, type HostProcess } from './host-process.ts';
import { menuTemplate } from './menu.ts';
import { isOwnFrame, pageAddress, pageScheme } from './page-address.ts';
import { pageResponder } from './page-protocol.ts';
import { programPaths } from './paths.ts';
import { askForProxy, proxySwitch, printProxy } from './proxy.ts';
import { channels, Relay } from './relay.ts';
import { RestartLimit } from './restart-limit.ts';
import { agrees, answerAsk, type SystemParts } from './system.ts';
import { readErrorTexts, SpokenTexts, type DesktopTexts } from './texts.ts';
import { fitToDisplays, readWindowState, saveWindowState } from './window-state.ts';
import { windowOptions } from './window.ts';

const paths = programPaths({
  packaged: app.isPackaged,
  resources: process.resourcesPath,
  own: import.meta.dirname,
  platform: process.platform,
  environment: process.env,
});

function start(): void {
  const address = app.commandLine.getSwitchValue(proxySwitch);
  if (address !== '') {
    startForProxy(address);
    return;
  }
  // Not in the data folder, which can be moved while this runs. Holds no text of documents.
  const own = join(app.getPath('appData'), 'carrel-desktop');
  app.setPath('userData', own);
  app.setPath('sessionData', own);
  closeNetwork(app.commandLine);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: false },
    },
  ]);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents);
  });
  void app.whenReady().then(() => run(join(own, 'window.json')));
}

/** This process only says which proxies lead somewhere: it has no window and sees no document. */
function startForProxy(address: string): void {
  const own = join(app.getPath('appData'), 'carrel-desktop', 'proxy');
  app.setPath('userData', own);
  app.setPath('sessionData', own);
  app.enableSandbox();
  app.dock?.hide();
  void app.whenReady().then(() => {
    const asksOnly = session.fromPartition('proxy');
    hardenSession(asksOnly);
    return printProxy(address, {
      resolveProxy: (each) => asksOnly.resolveProxy(each),
      write: (line) => process.stdout.write(line),
      exit: () => {
        app.exit(0);
      },
    });
  });
}

/** False where the person would rather not start without Chromium's sandbox. */
async function mayStart(texts: DesktopTexts): Promise<boolean> {
  if (!asksForSandbox(app.commandLine)) return true;
  const words = [texts.noSandbox, texts.noSandboxDetail, texts.quit, texts.startAnyway] as const;
  const showMessageBox: SystemParts['showMessageBox'] = (question) =>
    dialog.showMessageBox(question);
  return await agrees({ showMessageBox }, ...words);
}

async function run(stateFile: string): Promise<void> {
  const texts = new SpokenTexts(paths.locales, app.getPreferredSystemLanguages(), showMenu);
  if (!(await mayStart(texts.now))) {
    app.exit(1);
    return;
  }
  hardenSession(session.defaultSession);
  protocol.handle(pageScheme, pageResponder(readPageFiles(paths.page)));
  let window: BrowserWindow | undefined;
  let host: HostProcess | undefined;
  let failed = false;
  const relay = new Relay((message) => host?.send(message));
  const hostRestarts = new RestartLimit();
  const pageRestarts = new RestartLimit();
  const parts: SystemParts = {
    texts: () => texts.now,
    showOpenDialog: (options) =>
      window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options),
    showMessageBox: (question) =>
      window === undefined
        ? dialog.showMessageBox(question)
        : dialog.showMessageBox(window, question),
    openPath: (path) => shell.openPath(path),
    showItemInFolder: (path) => {
      shell.showItemInFolder(path);
    },
    resolveProxy: (address) => askForProxy(process.execPath, process.argv.slice(1), address),
    setProgress: (fraction) => window?.setProgressBar(fraction),
    isFocused: () => window?.isFocused() ?? false,
    notify: (title, body) => {
      if (Notification.isSupported()) new Notification({ title, body }).show();
    },
  };
  function onHostMessage(message: FromHost): void {
    switch (message.type) {
      case 'ready':
        relay.hostReady();
        break;
      case 'failed':
        failed = true;
        dialog.showErrorBox(
          texts.now.cannotStart,
          readErrorTexts(paths.locales, texts.language)(message.error),
        );
        app.exit(1);
        break;
      case 'page-message':
      case 'page-closed':
        relay.fromHost(message);
        break;
      case 'ask': {
        const { id } = message;
        answerAsk(message.ask, parts).then(
          (found) => host?.send({ type: 'answer', id, found }),
          (error: unknown) => {
            const sentence = error instanceof Error ? error.message : texts.now.cannotOpen;
            host?.send({ type: 'refusal', id, message: sentence });
          },
        );
        break;
      }
    }
  }

  function startHost(): void {
    host = startHostProcess({
      node: paths.node,
      entry: paths.host,
      args: [],
      environment: process.env,
      onMessage: onHostMessage,
      onEnd: (asked) => {
        relay.hostGone();
        if (asked || failed) return;
        if (hostRestarts.allowsRestart(Date.now())) {
          startHost();
          window?.webContents.reload();
        } else giveUp(texts.now.stopped);
      },
    });
  }

  function giveUp(why: string): void {
    dialog.showErrorBox(texts.now.cannotStart, why);
    void host?.stop().finally(() => {
      app.exit(1);
    });
  }

  function showMenu(): void {
    const menu = menuTemplate(texts.now, process.platform, (command) => {
      // On a Mac the menu outlives the window.
      if (window === undefined) openWindow();
      relay.chosen(command);
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  }

  function openWindow(): void {
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const state = fitToDisplays(readWindowState(stateFile), areas);
    const opened = new BrowserWindow(
      windowOptions(state, paths.preload, nativeTheme.shouldUseDarkColors),
    );
    window = opened;
    const { id } = opened.webContents;
    if (state.maximized) opened.maximize();
    opened.once('ready-to-show', () => {
      opened.show();
    });
    opened.on('close', () => {
      saveWindowState(stateFile, {
        ...opened.getNormalBounds(),
        maximized: opened.isMaximized(),
      });
    });
    opened.on('closed', () => {
      relay.closed(id);
      window = undefined;
    });
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      if (pageRestarts.allowsRestart(Date.now())) opened.webContents.reload();
      else giveUp(texts.now.windowStopped);
    });
    void opened.loadURL(pageAddress);
  }

  ipcMain.on(channels.open, ({ sender, senderFrame }) => {
    if (isOwnFrame(senderFrame)) relay.opened(sender);
  });
  ipcMain.on(channels.listens, ({ sender, senderFrame }) => {
    if (isOwnFrame(senderFrame)) relay.listens(sender.id);
  });
  ipcMain.on(channels.language, ({ senderFrame }, language: unknown) => {
    if (isOwnFrame(senderFrame)) texts.speak(language);
  });
  ipcMain.on(channels.message, ({ sender, senderFrame }, message: unknown) => {
    if (isOwnFrame(senderFrame)) relay.heard(sender.id, message);
  });
  ipcMain.on(channels.close, ({ sender, senderFrame }) => {
    if (isOwnFrame(senderFrame)) relay.closed(sender.id);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (window === undefined) openWindow();
  });
  let stopping = false;
  app.on('before-quit', (event) => {
    if (host === undefined || stopping) return;
    stopping = true;
    event.preventDefault();
    for (const each of BrowserWindow.getAllWindows()) each.close();
    void host.stop().finally(() => {
      app.exit(0);
    });
  });
  showMenu();
  // The engine starts while the page loads.
  startHost();
  openWindow();
}

try {
  start();
} catch (error) {
  dialog.showErrorBox('Carrel', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
