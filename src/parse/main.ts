// Entry of a parser process: bytes of one file come in by message, its pages go out as events.
import { CarrelFailure } from '../contract/errors.ts';
import type { Handlers } from '../contract/route.ts';
import { serve } from '../contract/server.ts';
import { endWithParent, parentTransport } from '../process/channel.ts';
import { ownProcessorSeconds } from '../process/processor-time.ts';
import { Unpacker } from './container/unpacker.ts';
import { RangeRequests } from './container/range-requests.ts';
import { IncomingFile } from './incoming-file.ts';
import { fittingEvent } from './main-page.ts';
import { asDamage, readDocument } from './registry.ts';
import { parserRoutes } from './routes.ts';

let incoming: { readonly fileName: string; readonly file: IncomingFile } | undefined;
let parsing = false;
/** Bytes of a member in one message. */
const MESSAGE_BYTES = 512 * 1024;
const unpacker = new Unpacker();
const requests = new RangeRequests();

function announced(): NonNullable<typeof incoming> {
  if (incoming === undefined) throw new CarrelFailure('invalid-input', 'No file was announced.');
  return incoming;
}

function refuseWhileParsing(): void {
  if (parsing) throw new CarrelFailure('busy', 'This parser is reading another file.');
}

const handlers: Handlers<typeof parserRoutes> = {
  async begin({ fileName, bytes }) {
    refuseWhileParsing();
    incoming = { fileName, file: new IncomingFile(bytes) };
    return {};
  },

  async append({ data }) {
    refuseWhileParsing();
    announced().file.append(data);
    return {};
  },

  async parse({ givenUp }, context) {
    refuseWhileParsing();
    const { fileName, file } = announced();
    const bytes = file.whole();
    // Whatever becomes of it, its bytes are not kept.
    incoming = undefined;
    parsing = true;
    const events = readDocument({
      bytes,
      fileName,
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
