// Run by power-cut.test.ts and full-disk.test.ts: changes a store and says on its output what is done.
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { contentOf, embedAll, EMBEDDER, foundFile } from '../store/fixture.ts';

const [home = ''] = process.argv.slice(2);

/** One line in the trace, in its place among the writes and syncs. */
function acknowledge(what: string, word: string): void {
  writeSync(1, `${what} ${word}\n`);
}

const store = await openStore(home);
await store.useEmbedder(EMBEDDER);
let clock = 1_700_000_000_000;

function write(name: string, word: string): void {
  clock += 1000;
  const { row } = store.recordFile(foundFile(`${name}.txt`, { modifiedMs: clock }));
  store.markParsing(row.id);
  store.writeContent(row.id, contentOf(`sha-${word}`, [`The ${word} grazes here.`]));
}

/** A long document: its word stands in the first of many passages. */
async function writeLong(name: string, word: string): Promise<void> {
  clock += 1000;
  const { row } = store.recordFile(foundFile(`${name}.txt`, { modifiedMs: clock }));
  store.markParsing(row.id);
  const rest = Array.from({ length: 80 }, (_, n) => `Stone ${n} of the field of ${word}side.`);
  const content = contentOf(`sha-${word}`, [`The ${word} grazes here.`, ...rest]);
  await store.writeContentInSteps(row.id, content, new AbortController().signal);
}

for (const word of ['quaggaq', 'okapiq', 'zorillaq', 'dugongq']) {
  acknowledge('adding', word);
  write(word === 'zorillaq' ? 'paper' : word, word);
  acknowledge('added', word);
}
await embedAll(store);
acknowledge('embedded', 'quaggaq');
acknowledge('removing', 'okapiq');
await store.library.remove(['/docs/okapiq.txt']);
acknowledge('removed', 'okapiq');
for (const word of ['gaurq', 'takinq']) {
  acknowledge('adding', word);
  await writeLong('long', word);
  acknowledge('added', word);
  if (word === 'gaurq') acknowledge('removing', word);
}
acknowledge('removing', 'takinq');
await store.library.remove(['/docs/long.txt']);
acknowledge('removed', 'gaurq');
acknowledge('removed', 'takinq');
acknowledge('removing', 'zorillaq');
acknowledge('adding', 'markhorq');
write('paper', 'markhorq');
acknowledge('added', 'markhorq');
acknowledge('removed', 'zorillaq');
await embedAll(store);
acknowledge('embedded', 'markhorq');
const next = 'another';
await store.prepareEmbedder({ embedder: next, dimensions: EMBEDDER.dimensions });
await embedAll(store);
await store.adoptEmbedder(() => store.setSetting('embedder', next));
acknowledge('adopted', next);
await store.close();
