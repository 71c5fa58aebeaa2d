import { resolve } from 'node:path';
import { InvalidArgumentError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';
import type { Scope } from '../contract/documents.ts';

const scopeOptions = z.object({
  collection: z.string().optional(),
  folder: z.string().optional(),
  file: z.string().optional(),
  type: z.array(z.string()).optional(),
  lang: z.array(z.string()).optional(),
  since: z.string().optional(),
  until: z.string().optional(),
});

/** Gives a command the options that say which documents it looks at. */
export function addScopeOptions(command: CommandUnknownOpts): void {
  command
    .option('--collection <name>', 'only this collection')
    .option('--folder <dir>', 'only what lies below this folder or archive')
    .option('--file <path>', 'only this file')
    .option('--type <names>', 'only these formats, parted by commas: pdf,docx', list)
    .option('--lang <codes>', 'only documents in these languages, parted by commas: en,fr', list)
    .option('--since <date>', 'only files changed on this day or later: 2024-01-31', dayBegins)
    .option('--until <date>', 'only files changed on this day or before', dayEnds);
}

/** The scope that the options of a command describe. */
export function scopeOf(command: CommandUnknownOpts): Scope {
  const { collection, folder, file, type, lang, since, until } = scopeOptions.parse(command.opts());
  return {
    ...(collection === undefined ? {} : { collection }),
    ...(folder === undefined ? {} : { folder: resolve(folder) }),
    ...(file === undefined ? {} : { file: resolve(file) }),
    ...(type === undefined ? {} : { types: type }),
    ...(lang === undefined ? {} : { languages: lang }),
    ...(since === undefined ? {} : { modifiedFrom: since }),
    ...(until === undefined ? {} : { modifiedTo: until }),
  };
}

/** Splits an option's value at its commas. */
export function list(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === ''))
    throw new InvalidArgumentError('Name one or more, parted by commas.');
  return names;
}

/** Days are those of this machine's time zone. */
function dayBegins(text: string): string {
  return moment(text, 'T00:00:00.000');
}

function dayEnds(text: string): string {
  return moment(text, 'T23:59:59.999');
}

function moment(text: string, time: string): string {
  const at = z.iso.date().safeParse(text).success ? new Date(text + time) : undefined;
  if (at === undefined) throw new InvalidArgumentError('Write a day as 2024-01-31.');
  return at.toISOString();
}
