import { parserConfinement } from '../../src/engine/parser-process.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import { createParserPool } from '../../src/ingest/parser-pool.ts';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import { openStore } from '../../src/store/open.ts';

const DIMENSIONS = 384;

/** The texts that an import of `path` embeds, by an import without an embedder into `home`. */
export async function passageTexts(home: string, path: string): Promise<string[]> {
  const store = await openStore(home);
  const parsers = createParserPool({ size: 1, ...parserConfinement() });
  const ingest = new Ingest({
    store,
    parserVersion: PARSER_VERSION,
    readers: 1,
    parse: (input, onEvent, options) => parsers.parse(input, onEvent, options),
    unpack: (origin, read, options) => parsers.unpack(origin, read, options),
    embed: () => Promise.resolve(undefined),
  });
  const { signal } = new AbortController();
  try {
    await store.useEmbedder({ embedder: 'bench', dimensions: DIMENSIONS });
    await ingest.add([path], 'default', signal);
    await ingest.follow(() => Promise.resolve(), signal);
    return store.nextToEmbed(100_000).map(({ text }) => text);
  } finally {
    await ingest.dispose();
    await parsers.dispose();
    await store.close();
  }
}
