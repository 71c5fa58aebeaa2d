import type { UiLanguage } from '../../src/contract/settings.ts';
import type { Transport } from '../../src/contract/route.ts';

/** What Electron's preload script puts on the page; absent in a browser. */
export interface DesktopBridge {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  /** What is chosen in the native menu, a `MenuCommand`. */
  onCommand(listener: (command: unknown) => void): void;
  /** Has the menu, dialogs and notices speak the page's language. */
  speak(language: UiLanguage): void;
  close(): void;
  /** Absolute path of a dropped file. */
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly carrel?: DesktopBridge;
  }
}

/** The desktop's bridge as a transport, or undefined in a browser. */
export function desktopTransport(): Transport | undefined {
  const bridge = window.carrel;
  if (bridge === undefined) return undefined;
  return {
    send: (message) => {
      bridge.send(message);
    },
    onMessage: (listener) => {
      bridge.onMessage(listener);
    },
    onClose: (listener) => {
      bridge.onClose(listener);
    },
    close: () => {
      bridge.close();
    },
  };
}
