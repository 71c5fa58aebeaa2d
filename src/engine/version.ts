import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { programFolder } from './folders.ts';

const manifest = z.object({ version: z.string() });

/** The program's version, from package.json. */
export const { version } = manifest.parse(
  JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')),
);
