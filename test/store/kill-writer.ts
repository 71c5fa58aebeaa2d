/** Writes documents and vectors until it is killed, and says on stdout what is acknowledged. */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { addDocument, contentOf, EMBEDDER, foundFile, vectorOf } from './fixture.ts';

const home = process.argv[2] ?? '';
const round = Number(process.argv[3]);
const store = await openStore(home);
await store.useEmbedder(EMBEDDER);
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};
say('ready');
const texts = (name: string, parts: number): string[] =>
  Array.from({ length: parts }, (_, part) => `${name} part ${part}`);

/** A document that is written in steps. */
async function addLong(name: string): Promise<number> {
  const { row } = store.recordFile(foundFile(`${name}.txt`));
  store.markParsing(row.id);
  const content = contentOf(`sha-${name}`, texts(name, 80));
  await store.writeContentInSteps(row.id, content, new AbortController().signal);
  return row.id;
}

for (let n = 0; ; n += 1) {
  const isLong = n % 8 === 3;
  const name = `round${round}${isLong ? 'long' : 'item'}${n}x`;
  const id = isLong ? await addLong(name) : addDocument(store, `${name}.txt`, texts(name, 5));
  say(`content ${name}`);
  const batch = store.nextToEmbed(7);
  await store.writeVectors(batch.map(({ passage }) => ({ passage, vector: vectorOf(passage) })));
  for (const { passage } of batch) say(`vector ${passage}`);
  if (n % 4 === 3) {
    say(`removing ${name}`);
    await store.removeDocuments([id]);
    say(`removed ${name}`);
  }
}
