import { deadProxy } from './harden.ts';

/** A session of Electron's that loads nothing, as far as it is asked for the system's proxy. */
export interface ProxySession {
  resolveProxy(address: string): Promise<string>;
  setProxy(config: { mode: 'system' }): Promise<void>;
  forceReloadProxyConfig(): Promise<void>;
}

/**
 * The system's proxy on the way to an address, as Node reads it from its environment. Every session
 * begins with the dead proxy of the command line (`closeNetwork`), and takes it when it is first used:
 * only then can it be told to look at the system instead.
 */
export async function systemProxy(
  session: ProxySession,
  address: string,
): Promise<Readonly<Record<string, string>>> {
  await session.resolveProxy(address);
  await session.setProxy({ mode: 'system' });
  await session.forceReloadProxyConfig();
  return proxyEnvironment(await session.resolveProxy(address));
}

/**
 * The system's proxy for downloads, as Node reads it from its environment. `resolved` is what
 * Chromium found for an address: `DIRECT`, or a list such as `PROXY proxy:3128; DIRECT`, the
 * format of proxy auto-configuration files. Proxies that Node cannot use (SOCKS) are left out, and so is
 * the one that closes the network.
 */
export function proxyEnvironment(resolved: string): Readonly<Record<string, string>> {
  for (const entry of resolved.split(';')) {
    const [kind = '', host = ''] = entry.trim().split(/\s+/u);
    if (kind === 'DIRECT') return {};
    if (!/^[\w.:[\]-]+$/u.test(host) || host === deadProxy) continue;
    if (kind === 'PROXY') return environmentOf(`http://${host}`);
    if (kind === 'HTTPS') return environmentOf(`https://${host}`);
  }
  return {};
}

function environmentOf(proxy: string): Readonly<Record<string, string>> {
  return { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
}
