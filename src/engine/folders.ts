import { resolve } from 'node:path';

/** The program's own folder: the repository, or the application's resources when packaged. */
export const programFolder = resolve(import.meta.dirname, '../..');
