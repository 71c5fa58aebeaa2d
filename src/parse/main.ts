// Entry of a parser process: bytes of one file come in by message, its pages go out as events.
import { CarrelFailure } from '../contract/errors.ts';
import type { Handlers } from '../contract/route.ts';
import { serve } from '../contract/server.ts';
import { endWithParent, parentTransport } from '../process/channel.ts';
import { ownProcessorSeconds } from '../process/processor-time.ts';
import { Unpacker } from './container/unpacker.ts';
import { RangeRequests } from './container/range-requests.ts';
import { fittingEvent } from './main-page.ts';
import { asDamage, readDocument } from './registry.ts';
import { parserRoutes } from './routes.ts';

/** Larger files are refused before memory is set aside for them. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;

interface IncomingFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Bytes that have come over. */
  filled: number;
}

let file: IncomingFile | undefined;
let parsing = false;
/** Bytes of a member in one message. */
const MESSAGE_BYTES = 512 * 1024;
const unpacker = new Unpacker();
const requests = new RangeRequests();

function refuseWhileParsing(): void {
  if (parsing) throw new CarrelFailure('busy', 'This parser is reading another file.');
}

const handlers: Handlers<typeof parserRoutes> = {
  async begin({ fileName, bytes }) {
    refuseWhileParsing();
    if (bytes > MAX_FILE_BYTES) {
      throw new CarrelFailure(
        'file-too-large',
        `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB. Split it and add the parts.`,
        { bytes },
      );
    }
    file = { fileName, bytes: new Uint8Array(bytes), filled: 0 };
    return {};
  },

  async append({ data }) {
    refuseWhileParsing();
    if (file === undefined || file.filled + data.length > file.bytes.length) {
      throw new CarrelFailure('invalid-input', 'More bytes came than the file was said to have.');
    }
    file.bytes.set(data, file.filled);
    file.filled += data.length;
    return {};
  },

  async parse({ givenUp }, context) {
    refuseWhileParsing();
    const input = file;
    if (input === undefined || input.filled !== input.bytes.length) {
      throw new CarrelFailure('invalid-input', 'The file did not come over whole.');
    }
    // Whatever becomes of it, its bytes are not kept.
    file = undefined;
    parsing = true;
    const events = readDocument({
      bytes: input.bytes,
      fileName: input.fileName,
      givenUp: new Map(givenUp.map(({ page, error }) => [page, error])),
      reading: (page) => context.emit({ kind: 'reading', page }),
    });
    try {
      let next = await events.next();
      while (next.done !== true) {
        context.signal.throwIfAborted();
        await context.emit(next.value.kind === 'page' ? fittingEvent(next.value.page) : next.value);
        next = await events.next();
      }
      return next.value;
    } finally {
      parsing = false;
      await events[Symbol.asyncDispose]();
    }
  },

  processorTime: () => Promise.resolve({ seconds: ownProcessorSeconds() }),
  async unpack({ file: container, steps }, { emit, signal }) {
    refuseWhileParsing();
    parsing = true;
    try {
      const fetch = requests.reader((range) => emit(range), signal);
      const bytes = await unpacker.read(container, steps, fetch);
      for (let start = 0; start < bytes.length; start += MESSAGE_BYTES) {
        await emit({ kind: 'data', data: bytes.slice(start, start + MESSAGE_BYTES) });
      }
      return {};
    } catch (cause) {
      throw asDamage(cause);
    } finally {
      parsing = false;
    }
  },

  async supply({ id, data }) {
    requests.supply(id, data);
    return {};
  },

  async probe(targets) {
    const { runProbes } = await import('../process/probes/run.ts');
    return { findings: await runProbes(targets) };
  },
};

endWithParent();
serve(parserRoutes, handlers, parentTransport(), {
  onInternalError: (reference, error) => {
    // The name only: a message might quote a document.
    const name = error instanceof Error ? error.name : typeof error;
    process.stderr.write(`parser ${reference} ${name}\n`);
  },
});
