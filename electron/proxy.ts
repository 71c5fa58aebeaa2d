/**
 * The system's proxy for downloads, as Node reads it from its environment. `resolved` is what
 * Chromium found for an address: `DIRECT`, or a list such as `PROXY proxy:3128; DIRECT`, the
 * format of proxy auto-configuration files. Proxies that Node cannot use (SOCKS) are left out.
 */
export function proxyEnvironment(resolved: string): Readonly<Record<string, string>> {
  for (const entry of resolved.split(';')) {
    const [kind = '', host = ''] = entry.trim().split(/\s+/u);
    if (kind === 'DIRECT') return {};
    if (!/^[\w.:[\]-]+$/u.test(host)) continue;
    if (kind === 'PROXY') return environmentOf(`http://${host}`);
    if (kind === 'HTTPS') return environmentOf(`https://${host}`);
  }
  return {};
}

function environmentOf(proxy: string): Readonly<Record<string, string>> {
  return { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
}
