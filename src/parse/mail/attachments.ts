import { damagedContainer, memberTooLarge, containerLimits } from '../container/container.ts';
import type { Container } from '../container/container.ts';
import { safeName, UniqueNames } from '../container/names.ts';

/** What is attached to a mail. */
export interface Attached {
  /** As the mail names it; empty where it does not. */
  readonly name: string;
  /** Lower case; empty where it is not told. */
  readonly mimeType: string;
  /** Milliseconds since the epoch, where it is told. */
  readonly modifiedMs: number | null;
  readonly bytes: Uint8Array;
}

/** Extensions of what mails often carry without a name. */
const extensions: ReadonlyMap<string, string> = new Map([
  ['message/rfc822', 'eml'],
  ['text/calendar', 'ics'],
  ['text/plain', 'txt'],
  ['text/html', 'html'],
  ['text/csv', 'csv'],
  ['text/vcard', 'vcf'],
  ['application/pdf', 'pdf'],
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/tiff', 'tiff'],
]);

/** The attachments of a mail as documents of their own. */
export function attachmentsOf(attached: readonly Attached[]): Container {
  return {
    async *members() {
      const names = new UniqueNames();
      for (const [index, { name, mimeType, bytes, modifiedMs }] of attached.entries()) {
        yield {
          name: names.take(nameOf(name, mimeType, index)),
          index,
          bytes: bytes.length,
          modifiedMs,
        };
      }
    },
    async read(index) {
      const found = attached[index];
      if (found === undefined) throw damagedContainer();
      if (found.bytes.length > containerLimits.memberBytes) throw memberTooLarge();
      return found.bytes;
    },
  };
}

/** A name is no path here: a slash in it is part of it. */
function nameOf(given: string, mimeType: string, index: number): string {
  const name = safeName(given.replaceAll(/[/\\]/gu, '-'));
  const extension = extensions.get(mimeType);
  if (name === '')
    return `attachment ${index + 1}${extension === undefined ? '' : `.${extension}`}`;
  return /\.[^.]{1,16}$/u.test(name) || extension === undefined ? name : `${name}.${extension}`;
}
