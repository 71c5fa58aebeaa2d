/** Writes documents and vectors until it is killed, and says on stdout what is acknowledged. */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { addDocument, EMBEDDER, vectorOf } from './fixture.ts';

const home = process.argv[2] ?? '';
const round = Number(process.argv[3]);
const store = await openStore(home);
await store.useEmbedder(EMBEDDER);
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};
say('ready');
for (let n = 0; ; n += 1) {
  const name = `round${round}item${n}x`;
  const id = addDocument(
    store,
    `${name}.txt`,
    Array.from({ length: 5 }, (_, part) => `${name} part ${part}`),
  );
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
