// Which door offers what: every route of the contract with its use on the page and in the command
// line. A route that one of them lacks needs its reason here; a reason that is no longer true fails.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { doorRoutes } from '../../src/contract/door-routes.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

function sources(...folders: string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/u.test(file))
        .map((file) => readFileSync(join(repository, folder, file), 'utf8')),
    )
    .join('\n');
}

/** Names that appear as a call's first argument, on one line or broken by the formatter. */
function called(text: string): Set<string> {
  const calls = text.matchAll(/\.(?:call|stream)\(\s*'(?<route>\w+)'/gu);
  return new Set(Array.from(calls, (match) => match.groups?.['route'] ?? ''));
}

const used = { page: called(sources('renderer')), commandLine: called(sources('src/cli')) };

const absentOnPage: Readonly<Record<string, string>> = {
  followWork: 'The page follows the whole library (followLibrary).',
  listDocuments: 'The page shows windows of the table (browseDocuments).',
  removeDocuments: 'On the page a removal can be undone (scheduleRemoval).',
  search: 'The field finds exact words as one types (findWords), and Enter asks.',
  checkBackup: 'writeBackup reads back what it has written.',
  readBackup: 'The shell writes the file (writeBackup).',
  probeIsolation: 'The page asks for the proof of all processes at once (proveIsolation).',
};

const absentInCommandLine: Readonly<Record<string, string>> = {
  announce: 'A terminal has no task bar; progress is printed.',
  browseDocuments: '`list` prints the whole table.',
  cancelQueued: 'Ctrl-C ends an import; `remove` takes out what was queued.',
  checkBackup: '`backup` reads back what it has written, by way of src/shell/backup.ts.',
  choosePaths: 'Paths are arguments.',
  discardCopies: 'The command line makes no copies.',
  deleteSurvey: '`erase` takes tables along; one by one they are managed on the page.',
  describeShell: 'For a page that must know what surrounds it.',
  fetchModel: '`models fetch` runs the same download in its own process, which needs no engine.',
  findWords: '`search --mode text`.',
  followEngine: 'A command that loses its engine ends with the reason.',
  keepCopy: 'The command line reads files where they are.',
  listProfiles: '`models list` names the profiles of each model.',
  locate: 'Places are printed with each quote.',
  moveHome: 'The folder is moved by hand while no engine runs; `--home` names it.',
  openOutside: '`list` prints the paths.',
  probeIsolation: '`doctor` calls it by way of src/shell/doctor.ts.',
  proveIsolation: '`doctor` runs the same probes in its own process.',
  readBackup: '`backup` calls it by way of src/shell/backup.ts.',
  readDocument: 'Documents are read on the page; `list` and `search` print what is known of them.',
  readOriginal: 'The file is at the path that is printed.',
  readPage: 'Passages are printed with their text.',
  readWords: 'For the words over a scan in the viewer.',
  removalImpact: '`remove` says afterwards what it took.',
  scheduleRemoval: '`remove` erases at once.',
  setWork: 'Ctrl-C pauses, the same command goes on.',
  undoRemoval: '`remove` erases at once.',
  writeBackup: '`backup` writes the same file in its own process.',
};

const routes = Object.keys(doorRoutes);

test.each(routes)('%s is used on the page, or there is a reason', (route) => {
  expect(used.page.has(route), absentOnPage[route] ?? 'no reason given').toBe(
    absentOnPage[route] === undefined,
  );
});

test.each(routes)('%s is used in the command line, or there is a reason', (route) => {
  expect(used.commandLine.has(route), absentInCommandLine[route] ?? 'no reason given').toBe(
    absentInCommandLine[route] === undefined,
  );
});

test('no reason is left over from a route that is gone', () => {
  const named = [...Object.keys(absentOnPage), ...Object.keys(absentInCommandLine)];
  expect(named.filter((route) => !routes.includes(route))).toEqual([]);
});
