import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isIgnored } from '../contract/files.ts';
import { defaultIgnoring, isIgnorePattern, type Ignoring } from '../contract/ignoring.ts';

/** The file of a folder that says what in it is passed over; written like a .gitignore. */
export const RULES_FILE = '.carrelignore';

const MAX_BYTES = 64 * 1024;
const MAX_RULES = 1_000;
const MEGABYTE = 1024 * 1024;

/** One line of a rules file. */
interface Rule {
  /** Below the folder of the file, `/`-separated. */
  readonly pattern: string;
  /** `!pattern`: not passed over after all. */
  readonly kept: boolean;
  /** `pattern/`: folders only. */
  readonly folders: boolean;
}

interface RulesOfFolder {
  readonly folder: string;
  readonly rules: readonly Rule[];
}

/** What is passed over in a folder and below: by a person's settings, and by the rules files on the way. */
export class IgnoreRules {
  readonly #settings: Ignoring;
  readonly #above: readonly RulesOfFolder[];

  private constructor(settings: Ignoring, above: readonly RulesOfFolder[]) {
    this.#settings = settings;
    this.#above = above;
  }

  /** The rules that a person has set for an added folder. */
  static of(folder: string, settings: Ignoring = defaultIgnoring): IgnoreRules {
    const rules = settings.ignorePatterns.flatMap((line) => ruleOf(line));
    return new IgnoreRules(settings, [{ folder, rules }]);
  }

  /** The rules that hold in a folder: those of the one above, and those of its own file. */
  async within(folder: string): Promise<IgnoreRules> {
    const rules = await readRules(path.join(folder, RULES_FILE));
    if (rules.length === 0) return this;
    return new IgnoreRules(this.#settings, [...this.#above, { folder, rules }]);
  }

  /** Whether a file is larger than a person wants to have read. */
  isTooLarge(bytes: number): boolean {
    const { ignoreLargerThan } = this.#settings;
    return ignoreLargerThan !== null && bytes > ignoreLargerThan * MEGABYTE;
  }

  /** Of two rules that fit, the later one of the deeper file counts, as in a .gitignore. */
  ignores(file: string, isFolder: boolean): boolean {
    const name = path.basename(file);
    if (name === RULES_FILE || isIgnored(name, this.#settings)) return true;
    let ignored = false;
    for (const { folder, rules } of this.#above) {
      const below = path.relative(folder, file).split(path.sep).join('/').normalize('NFC');
      for (const { pattern, kept, folders } of rules) {
        if (folders && !isFolder) continue;
        if (path.posix.matchesGlob(below, pattern)) ignored = !kept;
      }
    }
    return ignored;
  }
}

/** A rules file is somebody's document too: what is too long or too odd in it is left out. */
async function readRules(file: string): Promise<Rule[]> {
  try {
    const entry = await stat(file);
    if (!entry.isFile() || entry.size > MAX_BYTES) return [];
    const lines = (await readFile(file, 'utf8')).normalize('NFC').split(/\r?\n/u);
    return lines.slice(0, MAX_RULES).flatMap((line) => ruleOf(line.trim()));
  } catch {
    return [];
  }
}

function ruleOf(line: string): Rule[] {
  if (!isIgnorePattern(line)) return [];
  const kept = line.startsWith('!');
  const text = kept ? line.slice(1) : line;
  const folders = text.endsWith('/');
  const bare = folders ? text.slice(0, -1) : text;
  // Without a slash a name is meant wherever it is.
  const pattern = bare.includes('/') ? bare.replace(/^\//u, '') : `**/${bare}`;
  return [{ pattern: pattern.normalize('NFC'), kept, folders }];
}
