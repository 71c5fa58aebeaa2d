import { setGlobalProxyFromEnv } from 'node:http';

const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];

/** What was followed last, with the call that undoes it. */
let followed: { readonly settings: string; readonly undo: () => void } | undefined;

/** Has requests of this process go by the proxies that its environment names now. */
export function followProxies(): void {
  const settings = JSON.stringify(names.map((name) => process.env[name]));
  if (followed?.settings === settings) return;
  followed?.undo();
  followed = { settings, undo: setGlobalProxyFromEnv() };
}

/** Set by `useProxy`, and not by whoever started this process. */
let found = false;

/**
 * Has requests of this process, and of programs that it starts, go by a proxy that was found, such as
 * `http://proxy:3128`; null: by none. A proxy that the environment named before stays.
 */
export function useProxy(proxy: string | null): void {
  if (!found && (process.env['HTTPS_PROXY'] ?? process.env['https_proxy']) !== undefined) return;
  found = true;
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY']) {
    if (proxy === null) Reflect.deleteProperty(process.env, name);
    else process.env[name] = proxy;
  }
}
