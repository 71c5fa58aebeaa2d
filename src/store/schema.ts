import { CarrelFailure } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { first } from './migrations/001-first.ts';
import { failedVectors } from './migrations/002-failed-vectors.ts';
import { library } from './migrations/003-library.ts';
import { conversations } from './migrations/004-conversations.ts';
import { exclusions } from './migrations/005-exclusions.ts';
import { imports } from './migrations/006-imports.ts';
import { surveys } from './migrations/007-surveys.ts';
import { contentSums } from './migrations/008-content-sums.ts';
import { contentLanguage } from './migrations/009-content-language.ts';
import { embeddedDigests } from './migrations/010-embedded-digests.ts';
import { cells } from './migrations/011-cells.ts';
import { members } from './migrations/012-members.ts';
import { scans } from './migrations/013-scans.ts';
import { outlines } from './migrations/014-outlines.ts';
import { denied } from './migrations/015-denied.ts';
import { passedOver } from './migrations/016-passed-over.ts';
import { emptiedComparisons } from './migrations/017-emptied-comparisons.ts';
import { unfinishedContents } from './migrations/018-unfinished-contents.ts';
import { number } from './row.ts';

/** In order; a published migration never changes. The schema version is how many have run. */
export const migrations: readonly string[] = [
  first,
  failedVectors,
  library,
  conversations,
  exclusions,
  imports,
  surveys,
  contentSums,
  contentLanguage,
  embeddedDigests,
  cells,
  members,
  scans,
  outlines,
  denied,
  passedOver,
  emptiedComparisons,
  unfinishedContents,
];

/**
 * Brings the catalogue to this program's schema, one transaction a step.
 * Throws `home-newer` for a catalogue written by a later version.
 */
export function migrate(database: Database): void {
  const row = database.get('PRAGMA user_version');
  const version = row === undefined ? 0 : number(row, 'user_version');
  if (version > migrations.length) {
    throw new CarrelFailure(
      'home-newer',
      'This data folder was written by a newer Carrel. Update this one, or choose another folder.',
      { found: version, known: migrations.length },
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}
