import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes two small documents beside a data folder and returns their folder. */
export function petitions(home: string): string {
  const folder = join(dirname(home), 'petitions');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'well on the green.txt'),
    'The well on the green has run dry since August. We ask the council for a pump by the spring.\n',
  );
  writeFileSync(
    join(folder, 'lamp at the ford.txt'),
    'The lamp at the ford burns only until ten. We ask that it burn until the last bus has gone.\n',
  );
  return folder;
}
