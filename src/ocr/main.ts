// Entry of a process that recognises text: one file comes in by message, pages of it go out as words.
import os from 'node:os';
import { CarrelFailure } from '../contract/errors.ts';
import { maxFileBytes } from '../contract/files.ts';
import type { Handlers } from '../contract/route.ts';
import { serve } from '../contract/server.ts';
import { endWithParent, parentTransport } from '../process/channel.ts';
import { MemoizedPromise } from '../process/memoized-promise.ts';
import { ownProcessorSeconds } from '../process/processor-time.ts';
import { OpenFile } from './open-file.ts';
import { readPage } from './read-page.ts';
import { Recogniser } from './recogniser.ts';
import { ocrRoutes } from './routes.ts';

/** Bytes in one message. */
const PART = 512 * 1024;

let incoming: { readonly bytes: Uint8Array; filled: number } | undefined;
let opened: Promise<OpenFile> | undefined;
const recogniser = new MemoizedPromise(() => Recogniser.create());

async function openFile(): Promise<OpenFile> {
  if (opened === undefined) {
    const file = incoming;
    if (file === undefined || file.filled !== file.bytes.length) {
      throw new CarrelFailure('invalid-input', 'The file did not come over whole.');
    }
    incoming = undefined;
    const reader = await recogniser.get();
    opened = OpenFile.open(file.bytes, (bytes) => reader.toPng(bytes));
  }
  return await opened;
}

async function forget(): Promise<void> {
  const file = await opened?.catch(() => undefined);
  opened = undefined;
  file?.close();
}

const handlers: Handlers<typeof ocrRoutes> = {
  async begin({ bytes }) {
    await forget();
    if (bytes > maxFileBytes) {
      throw new CarrelFailure('file-too-large', 'The file is too large to be read.', { bytes });
    }
    incoming = { bytes: new Uint8Array(bytes), filled: 0 };
    return {};
  },

  async append({ data }) {
    if (incoming === undefined || incoming.filled + data.length > incoming.bytes.length) {
      throw new CarrelFailure('invalid-input', 'More bytes came than the file was said to have.');
    }
    incoming.bytes.set(data, incoming.filled);
    incoming.filled += data.length;
    return {};
  },

  async recognise({ page, shape, languages }) {
    const file = await openFile();
    const drawing = await file.draw(page, shape);
    return readPage(await recogniser.get(), drawing.drawn, drawing.shape, languages);
  },

  async show(_, { emit }) {
    const { pdf } = await openFile();
    for (let at = 0; at < pdf.length; at += PART) await emit({ data: pdf.slice(at, at + PART) });
    return { bytes: pdf.length };
  },

  processorTime: () => Promise.resolve({ seconds: ownProcessorSeconds() }),

  async probe(targets) {
    const { runProbes } = await import('../process/probes/run.ts');
    return { findings: await runProbes(targets) };
  },
};

// A person's question and the queue's other work go first.
os.setPriority(os.constants.priority.PRIORITY_LOW);
endWithParent();
serve(ocrRoutes, handlers, parentTransport(), {
  onInternalError: (reference, error) => {
    // The name only: a message might quote a document.
    const name = error instanceof Error ? error.name : typeof error;
    process.stderr.write(`ocr ${reference} ${name}\n`);
  },
});
