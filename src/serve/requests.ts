import type { IncomingMessage, ServerResponse } from 'node:http';
import { bearer, refusalOf } from './guard.ts';
import { securityHeaders } from './headers.ts';
import type { PageFile } from './page-files.ts';
import { isToken } from './token.ts';

export interface RequestOptions {
  readonly files: ReadonlyMap<string, PageFile>;
  readonly token: string;
  readonly port: () => number;
}

/** Answers what is not a WebSocket: the page's files, and whether an address is still valid. */
export function answerRequests(options: RequestOptions) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    // Nothing that is served takes a body; one that comes is not read.
    request.resume();
    const refusal = refusalOf(request, options.port());
    // The host of a refused request is not repeated in a header.
    const host = refusal === undefined ? (request.headers.host ?? '') : '127.0.0.1';
    for (const [name, value] of Object.entries(securityHeaders(host))) {
      response.setHeader(name, value);
    }
    response.setHeader('Cache-Control', 'no-store');
    if (refusal !== undefined) {
      end(response, refusal.status, refusal.reason);
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      end(response, 405, 'not a way to ask');
    } else if (request.url === '/session') {
      answerSession(request, response, options.token);
    } else {
      const file = options.files.get(request.url ?? '');
      if (file === undefined) end(response, 404, 'nothing here');
      else sendFile(request, response, file);
    }
  };
}

function answerSession(request: IncomingMessage, response: ServerResponse, token: string): void {
  const given = bearer(request);
  if (given !== undefined && isToken(given, token)) {
    end(response, 204);
    return;
  }
  response.setHeader('WWW-Authenticate', 'Bearer');
  end(response, 401, 'this address is no longer valid');
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  response.setHeader(
    'Cache-Control',
    file.lasting ? 'private, max-age=31536000, immutable' : 'no-cache',
  );
  response.setHeader('ETag', file.etag);
  if (request.headers['if-none-match'] === file.etag) {
    end(response, 304);
    return;
  }
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Length', file.body.length);
  response.writeHead(200);
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function end(response: ServerResponse, status: number, words?: string): void {
  response.statusCode = status;
  if (words === undefined) {
    response.end();
    return;
  }
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(`${words}\n`);
}
