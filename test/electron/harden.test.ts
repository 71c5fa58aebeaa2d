import { describe, expect, test } from 'vitest';
import {
  asksForSandbox,
  closeNetwork,
  hardenContents,
  hardenSession,
  type HardenedSession,
} from '../../electron/harden.ts';

type Answer = (response: { readonly cancel: boolean }) => void;

/** A session that keeps what it was given. */
function fakeSession() {
  const kept: {
    request?: Parameters<HardenedSession['setPermissionRequestHandler']>[0];
    check?: Parameters<HardenedSession['setPermissionCheckHandler']>[0];
    device?: () => boolean;
    spelling?: boolean;
    before?: (details: { url: string }, answer: Answer) => void;
  } = {};
  const session: HardenedSession = {
    setPermissionRequestHandler: (handler) => (kept.request = handler),
    setPermissionCheckHandler: (handler) => (kept.check = handler),
    setDevicePermissionHandler: (handler) => (kept.device = handler),
    setSpellCheckerEnabled: (enabled) => (kept.spelling = enabled),
    webRequest: { onBeforeRequest: (listener) => (kept.before = listener) },
  };
  hardenSession(session);
  return kept;
}

test.each([
  [[], false],
  [['no-sandbox'], true],
  [['no-sandbox', 'allow-unsandboxed'], false],
])('asks before it starts without the sandbox of Chromium: %j', (given: string[], asked) => {
  expect(asksForSandbox({ hasSwitch: (name) => given.includes(name) })).toBe(asked);
});

describe('a session', () => {
  test.each([
    ['app://carrel/index.html', false],
    ['app://carrel/assets/a.js', false],
    ['blob:app://carrel/5e', false],
    ['data:image/png;base64,AA==', false],
    ['data:text/html,<script>1</script>', true],
    ['app://other/index.html', true],
    ['app://carrel.example/x', true],
    ['https://example.org/', true],
    ['http://127.0.0.1:1/', true],
    ['ws://127.0.0.1:1/', true],
    ['file:///etc/passwd', true],
    ['devtools://devtools/bundled/x', true],
    ['chrome-extension://abc/x.js', true],
  ])('for %s: cancelled is %s', (url, cancelled) => {
    const { before } = fakeSession();
    let answered: boolean | undefined;
    before?.({ url }, ({ cancel }) => (answered = cancel));
    expect(answered).toBe(cancelled);
  });

  test('grants the clipboard for copying and nothing else', () => {
    const { request, check, device, spelling } = fakeSession();
    const asked = (permission: string) => {
      let granted: boolean | undefined;
      request?.(null, permission, (answer) => (granted = answer));
      return granted;
    };
    expect(asked('clipboard-sanitized-write')).toBe(true);
    for (const each of [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'openExternal',
    ]) {
      expect(asked(each)).toBe(false);
      expect(check?.(null, each)).toBe(false);
    }
    expect(device?.()).toBe(false);
    expect(spelling).toBe(false);
  });
});

describe('a window', () => {
  test('stays at the page', () => {
    const listeners = new Map<string, (event: never, url: never) => void>();
    let opened: { action: string } | undefined;
    let webRtc = '';
    hardenContents({
      on: (event: string, listener: (event: never, url: never) => void) =>
        listeners.set(event, listener),
      setWindowOpenHandler: (handler) => (opened = handler()),
      setWebRTCIPHandlingPolicy: (policy) => (webRtc = policy),
    });
    const prevented = (event: string, url: string): boolean => {
      let stopped = false;
      const given = { url, preventDefault: () => (stopped = true) };
      Reflect.apply(listeners.get(event) ?? (() => undefined), undefined, [given, url]);
      return stopped;
    };
    expect(prevented('will-navigate', 'app://carrel/index.html')).toBe(false);
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://carrel.evil/']) {
      expect(prevented('will-navigate', url)).toBe(true);
      expect(prevented('will-frame-navigate', url)).toBe(true);
    }
    expect(prevented('will-redirect', 'app://carrel/')).toBe(true);
    expect(prevented('will-attach-webview', '')).toBe(true);
    expect(opened).toEqual({ action: 'deny' });
    expect(webRtc).toBe('disable_non_proxied_udp');
  });
});

test('resolves no name and answers by no proxy', () => {
  const switches = new Map<string, string | undefined>();
  closeNetwork({ appendSwitch: (name, value) => switches.set(name, value) });
  expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  expect(switches.get('proxy-server')).toBe('http://127.0.0.1:9');
  expect([...switches.keys()]).toContain('disable-http-cache');
});
