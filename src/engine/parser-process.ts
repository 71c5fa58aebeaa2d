import { join } from 'node:path';
import { confine, nodeReadable } from '../process/sandbox/index.ts';
import type { Confine } from '../process/spawn.ts';
import { programFolder } from './folders.ts';

/** Packages that parsers load, with what these depend on: all of node_modules, and nothing else. */
const ownCode = [
  join(programFolder, 'src'),
  join(programFolder, 'node_modules'),
  join(programFolder, 'package.json'),
];

/** What a parser process may read, and how the system holds it to that. */
export function parserConfinement(): { readable: string[]; confine: Confine } {
  return {
    readable: ownCode,
    confine: (command) =>
      confine(command, {
        network: 'none',
        writable: [],
        readable: [...nodeReadable, process.execPath, ...ownCode],
        devices: 'none',
      }),
  };
}
