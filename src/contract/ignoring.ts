import { z } from 'zod';
import { maxFileBytes } from './files.ts';

const MAX_LENGTH = 256;
/** More stars in one pattern make matching slow without making sense. */
const MAX_STARS = 8;

/**
 * Whether a text is a pattern of names to be passed over, written as in a .gitignore: `*.bak`, `old/`,
 * `/private/**`, `!kept.bak`. Braces and brackets that group are none: they can make matching endless.
 */
export function isIgnorePattern(text: string): boolean {
  const bare = text.replace(/^!/u, '').replace(/\/$/u, '');
  return (
    bare.trim() !== '' &&
    !text.startsWith('#') &&
    text.length <= MAX_LENGTH &&
    text.split('*').length - 1 <= MAX_STARS &&
    !/[{}()\\\p{Cc}]/u.test(bare)
  );
}

/** Folders that systems and programs fill for themselves. */
const defaultPatterns = [
  'node_modules/',
  '__pycache__/',
  'lost+found/',
  '$RECYCLE.BIN/',
  'System Volume Information/',
];

/** What is passed over in added folders; a `.carrelignore` in one says more. */
export const ignoring = {
  /** Names that begin with a dot. */
  ignoreHidden: z.boolean().default(true),
  /** Locks and leftovers of other programs. */
  ignoreTemporary: z.boolean().default(true),
  /** Megabytes; null: whatever can be read. */
  ignoreLargerThan: z
    .number()
    .int()
    .min(1)
    .max(maxFileBytes / 1024 / 1024)
    .nullable()
    .default(null),
  ignorePatterns: z
    .array(z.string().refine(isIgnorePattern, 'This is no pattern of names.'))
    .max(200)
    .default(defaultPatterns),
} as const;

/** The rules by which files of a folder are passed over. */
export type Ignoring = z.infer<z.ZodObject<typeof ignoring>>;

/** What holds where nobody has chosen. */
export const defaultIgnoring: Ignoring = z.object(ignoring).parse({});
