import { isIgnored } from '../../contract/files.ts';

/** Longest part of a name between two slashes, and most parts. */
const MAX_SEGMENT = 120;
const MAX_SEGMENTS = 16;

/**
 * A member's name as it is shown and looked up: `/` between folders, no drive, no way up, nothing
 * that controls a terminal or turns the direction of writing, and no `!/`, which stands between a
 * container and its member. Empty where nothing is left.
 */
export function safeName(name: string): string {
  const segments = name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll('\\', '/')
    .replace(/^[a-z]:(?=\/)/iu, '')
    .split('/')
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .slice(-MAX_SEGMENTS)
    .map((segment) => shortened(segment));
  return segments
    .map((segment, index) => (index < segments.length - 1 ? segment.replace(/!$/u, '_') : segment))
    .join('/');
}

/** A name cut to its length, its extension kept. */
function shortened(segment: string): string {
  if (segment.length <= MAX_SEGMENT) return segment;
  const extension = /\.[^.]{1,10}$/u.exec(segment)?.[0] ?? '';
  return `${segment.slice(0, MAX_SEGMENT - 1 - extension.length).toWellFormed()}…${extension}`;
}

/** Folders that programs add beside what people packed. */
const besides = /^(?:__MACOSX|\.git|\.svn|node_modules)$/u;

/** Whether a member is nothing that people ask about, such as a resource fork. */
export function isBeside(name: string): boolean {
  return name.split('/').some((segment) => besides.test(segment) || isIgnored(segment));
}

/** Gives each name once: later ones are numbered before their extension. */
export class UniqueNames {
  readonly #used = new Set<string>();
  readonly #next = new Map<string, number>();

  take(name: string): string {
    const wanted = name === '' ? 'unnamed' : name;
    if (this.#add(wanted)) return wanted;
    const [, stem = wanted, extension = ''] = /^(.*[^/])(\.[^./]{1,10})$/su.exec(wanted) ?? [];
    for (let number = this.#next.get(wanted) ?? 2; ; number += 1) {
      const numbered = `${stem} (${number})${extension}`;
      if (!this.#add(numbered)) continue;
      this.#next.set(wanted, number + 1);
      return numbered;
    }
  }

  #add(name: string): boolean {
    if (this.#used.has(name)) return false;
    this.#used.add(name);
    return true;
  }
}
