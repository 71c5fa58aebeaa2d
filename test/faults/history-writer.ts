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
