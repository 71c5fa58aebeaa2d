import { extname, resolve as absolute } from 'node:path';
import { isPictureType } from '../../contract/files.ts';
import type { libraryRoutes, LibraryState } from '../../contract/library.ts';
import type { Handlers } from '../../contract/route.ts';
import { pause } from '../../process/pause.ts';
import { KeptCopies } from '../kept-copies.ts';
import { MemberOriginals } from '../member-originals.ts';
import { Originals } from '../originals.ts';
import { ShownPictures } from '../shown-pictures.ts';
import type { Services } from '../services.ts';

/** Shortest time between two states, so that a busy import does not flood a page. */
const STATE_MS = 250;
/** A quiet library is looked at this often: work may begin without a change. */
const QUIET_MS = 1000;

/** Handlers of the library: collections, the table, opening, removing, kept copies. */
export function libraryHandlers({
  store,
  ingest,
  parsers,
  watcher,
  ocr,
}: Services): Handlers<typeof libraryRoutes> {
  const { library } = store;
  const originals = new Originals();
  const pictures = new ShownPictures(ocr);
  const copies = new KeptCopies({
    folder: library.keptFolder,
    earlier: (name, collection) => library.earlierCopies(name, collection),
  });
  const members = new MemberOriginals((origin, read, options) =>
    parsers.unpack(origin, read, options),
  );

  function stateNow(): LibraryState {
    const work = ingest.paused ? 'paused' : ingest.working ? 'running' : 'idle';
    return {
      revision: library.revision,
      ...library.summary(),
      unread: library.unread(),
      work,
      progress: work === 'idle' ? null : ingest.progress(),
      problem: ingest.problem,
    };
  }

  return {
    async listCollections() {
      return { collections: library.collections() };
    },
    async createCollection({ name }) {
      library.createCollection(name);
      return {};
    },
    async renameCollection({ name, to }) {
      library.renameCollection(name, to);
      watcher.update();
      return {};
    },
    async deleteCollection({ name }) {
      const removed = await library.deleteCollection(name);
      watcher.update();
      return { removed };
    },

    async browseDocuments(query) {
      return library.browse(query);
    },
    async readDocument({ documentId }) {
      const id = Number(documentId);
      const detail = library.detail(id);
      const origin = store.origin(id);
      const original =
        origin === undefined
          ? await originals.state(library.fileAsRead(id))
          : await members.state(origin);
      return { ...detail, original };
    },
    async readOriginal({ documentId, offset, length }, { signal }) {
      const id = Number(documentId);
      const file = library.fileAsRead(id);
      const origin = store.origin(id);
      const part = (
        from: number,
        count: number,
        wanted: AbortSignal,
      ): Promise<{ bytes: Buffer; total: number }> =>
        origin === undefined
          ? originals.read(file, from, count)
          : members.read(origin, file.sha256, from, count, wanted);
      const { bytes, total } = isPictureType(extname(file.path).slice(1).toLowerCase())
        ? await pictures.read(file, part, offset, length, signal)
        : await part(offset, length, signal);
      return { bytes: bytes.toString('base64'), total };
    },
    async findWords({ words, filter, limit }) {
      const started = performance.now();
      const documents = library.findWords(words, filter, limit);
      return { documents, milliseconds: performance.now() - started };
    },

    async removalImpact({ targets }) {
      const ids = library.match(targets);
      return { documents: ids.length, answers: library.answersQuoting(ids) };
    },
    async scheduleRemoval({ targets, seconds }) {
      const scheduled = await library.scheduleRemoval(targets, seconds);
      watcher.update();
      return scheduled;
    },
    async undoRemoval({ removal }) {
      const restored = await library.undoRemoval(removal);
      watcher.update();
      // What was queued when it was hidden waits again.
      ingest.start();
      return { restored };
    },

    async setWork({ paused }) {
      ingest.setPaused(paused);
      library.touch();
      return {};
    },
    async cancelQueued({ within }) {
      if (within === undefined) await ingest.endScans();
      const paths = within?.paths.map((each) => absolute(each));
      return { dropped: await library.dropQueued(paths, within?.collection) };
    },
    async followLibrary(_input, { signal, emit }) {
      let told = '';
      while (!signal.aborted) {
        const { revision } = library;
        const state = stateNow();
        const text = JSON.stringify(state);
        if (text !== told) {
          await emit(state);
          told = text;
        }
        await pause(STATE_MS, signal);
        if (!ingest.working && library.revision === revision) {
          await pauseUntil(QUIET_MS - STATE_MS, signal, (wake) => library.onChange(wake));
        }
      }
      return {};
    },

    async listSources() {
      return { sources: library.sources() };
    },
    async watchSource({ path, collection, watched }) {
      library.watchSource(path, collection, watched);
      watcher.update();
      return {};
    },
    async keepCopy({ bytes, ...part }) {
      const taken = await copies.take({ ...part, bytes: Buffer.from(bytes, 'base64') });
      return { path: taken.path, add: taken.add, namesakes: taken.namesakes.map(String) };
    },
    async discardCopies({ upload }) {
      await copies.end(upload);
      library.discardCopies(upload);
      return {};
    },
  };
}

/** Waits so many milliseconds, less where the signal aborts or what is listened to happens. */
async function pauseUntil(
  milliseconds: number,
  signal: AbortSignal,
  listen: (wake: () => void) => () => void,
): Promise<void> {
  const woken = new AbortController();
  const stopListening = listen(() => woken.abort());
  try {
    await pause(milliseconds, AbortSignal.any([signal, woken.signal]));
  } finally {
    stopListening();
  }
}
