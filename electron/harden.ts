import { isOwnAddress, pageOrigin } from './page-address.ts';

/** Nothing listens there. */
const deadProxy = '127.0.0.1:9';

/** Chromium's command line. */
export interface Switches {
  appendSwitch(name: string, value?: string): void;
}

/**
 * Closes the network for all of Chromium, before it starts: no name resolves, no proxy answers, no
 * peer is found; nothing is kept on the disk that a page has loaded. Models are fetched by the
 * desktop host, on the person's word.
 */
export function closeNetwork(commandLine: Switches): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('proxy-server', `http://${deadProxy}`);
  commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('disable-http-cache');
  commandLine.appendSwitch('disable-breakpad');
  commandLine.appendSwitch('no-pings');
  commandLine.appendSwitch(
    'disable-features',
    'SpareRendererForSitePerProcess,OptimizationHints,MediaRouter,Translate',
  );
}

/** Starts without Chromium's sandbox and without asking: for tests and machines set up on purpose. */
const allowUnsandboxed = 'allow-unsandboxed';

/**
 * Whether the person must be asked before a document is shown: Chromium was started without the sandbox of
 * the processes that draw it. An AppImage does so by itself where the system grants no user namespaces.
 */
export function asksForSandbox(commandLine: { hasSwitch(name: string): boolean }): boolean {
  return commandLine.hasSwitch('no-sandbox') && !commandLine.hasSwitch(allowUnsandboxed);
}

interface RequestDetails {
  readonly url: string;
}

/** The part of an Electron session that hardening touches. */
export interface HardenedSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setSpellCheckerEnabled(enabled: boolean): void;
  readonly webRequest: {
    onBeforeRequest(
      listener: (
        details: RequestDetails,
        answer: (response: { readonly cancel: boolean }) => void,
      ) => void,
    ): void;
  };
}

/** The page copies answers to the clipboard; nothing else that needs a permission. */
const granted = 'clipboard-sanitized-write';

/** Denies permissions and cancels every request that is not for the page itself. */
export function hardenSession(session: HardenedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === granted);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === granted);
  session.setDevicePermissionHandler(() => false);
  // Its dictionaries would be fetched.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    // Thumbnails and page images that pdf.js has drawn are `data:`.
    answer({ cancel: !isOwnAddress(url) && !url.startsWith('data:image/') });
  });
}

interface Preventable {
  preventDefault(): void;
}

/** The part of a window's contents that hardening touches. */
export interface HardenedContents {
  on(event: 'will-navigate', listener: (event: Preventable, url: string) => void): unknown;
  on(event: 'will-redirect', listener: (event: Preventable) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  on(
    event: 'will-frame-navigate',
    listener: (event: Preventable & RequestDetails) => void,
  ): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void;
}

/** Keeps a window at the page: no other address, no new window, no embedded one. */
export function hardenContents(contents: HardenedContents): void {
  const stay = (event: Preventable, url: string) => {
    // Reloading the page is a navigation to itself.
    if (!url.startsWith(`${pageOrigin}/`)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', (event) => {
    stay(event, event.url);
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
