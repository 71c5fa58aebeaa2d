import type { BrowserWindowConstructorOptions } from 'electron';
import { minimum, type WindowState } from './window-state.ts';

/** The page's own backgrounds, so that nothing flashes before it has loaded (ui/tokens.css). */
const background = { light: '#f3f1ed', dark: '#1c1b19' } as const;

/** The window: sandboxed, apart from Node, with the preload script's bridge as its only door. */
export function windowOptions(
  state: WindowState,
  preload: string,
  dark: boolean,
): BrowserWindowConstructorOptions {
  const { x, y, width, height } = state;
  return {
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: minimum.width,
    minHeight: minimum.height,
    show: false,
    autoHideMenuBar: true,
    title: 'Carrel',
    backgroundColor: dark ? background.dark : background.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  };
}
