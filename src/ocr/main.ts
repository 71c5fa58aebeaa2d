// Entry of a process that recognises text: one file comes in by message, pages of it go out as words.
import os from 'node:os';
import { CarrelFailure } from '../contract/errors.ts';
import type { Handlers } from '../contract/route.ts';
import { serve } from '../contract/server.ts';
import { IncomingFile } from '../parse/incoming-file.ts';
import { endWithParent, parentTransport } from '../process/channel.ts';
import { MemoizedPromise } from '../process/memoized-promise.ts';
import { ownProcessorSeconds } from '../process/processor-time.ts';
import { OpenFile } from './open-file.ts';
import { readPage } from './read-page.ts';
import { Recogniser } from './recogniser.ts';
import { ocrRoutes } from './routes.ts';

/** Bytes in one message. */
const PART = 512 * 1024;

let incoming: IncomingFile | undefined;
let opened: Promise<OpenFile> | undefined;
const recogniser = new MemoizedPromise(() => Recogniser.create());

function announced(): IncomingFile {
  if (incoming === undefined) throw new CarrelFailure('invalid-input', 'No file was announced.');
  return incoming;
}

async function openFile(): Promise<OpenFile> {
  if (opened === undefined) {
    const bytes = announced().whole();
    incoming = undefined;
    const reader = await recogniser.get();
    opened = OpenFile.open(bytes, (picture) => reader.toPng(picture));
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
    incoming = new IncomingFile(bytes);
    return {};
  },

  async append({ data }) {
    announced().append(data);
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
