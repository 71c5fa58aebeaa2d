import { securityHeaders } from '../src/serve/headers.ts';
import type { PageFile } from '../src/serve/page-files.ts';
import { pageOrigin } from './page-address.ts';

/**
 * Answers `app://carrel/...` from the files that were listed when the program started; no path of
 * an address reaches the disk. `files`: by path, with a leading slash.
 */
export function pageResponder(
  files: ReadonlyMap<string, PageFile>,
): (request: { readonly url: string; readonly method: string }) => Response {
  const headers = pageHeaders();
  return ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers });
    const file = fileAt(files, url);
    if (file === undefined) return new Response(null, { status: 404, headers });
    return new Response(method === 'HEAD' ? null : new Uint8Array(file.body), {
      // Nothing of it is worth a copy on the disk.
      headers: { ...headers, 'Content-Type': file.type, 'Cache-Control': 'no-store' },
    });
  };
}

function fileAt(files: ReadonlyMap<string, PageFile>, address: string): PageFile | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  if (`${protocol}//${host}` !== pageOrigin) return undefined;
  return files.get(pathname);
}

/** The loopback door's headers, but that this page has no server to connect to. */
function pageHeaders(): Record<string, string> {
  const headers = { ...securityHeaders('') };
  const policy = headers['Content-Security-Policy'];
  if (policy === undefined) throw new Error('the page has no content security policy');
  headers['Content-Security-Policy'] = policy.replace(' ws://;', ';');
  return headers;
}
