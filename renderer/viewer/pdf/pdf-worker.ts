// The bundler makes it the address of a copy of the file.
// oxlint-disable-next-line import/default
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

let ahead: Worker | undefined;

/** Starts the worker of the next PDF, which takes longer than reading a page of it. */
export function prewarmWorker(): void {
  if (ahead !== undefined) return;
  const worker = start();
  ahead = worker;
  worker.addEventListener('error', () => {
    if (ahead === worker) ahead = undefined;
  });
}

/** A worker of pdf.js for one document; whoever takes it ends it. */
export function takeWorker(): Worker {
  const worker = ahead ?? start();
  ahead = undefined;
  return worker;
}

function start(): Worker {
  return new Worker(workerUrl, { type: 'module' });
}
