import { CarrelFailure } from '../../contract/errors.ts';
import type { Container, OpenContainer } from './container.ts';
import type { ByteSource } from './source.ts';

/** The formats of containers that have no text of their own. */
export const archiveFormats = ['zip', 'tar', 'gz', 'mbox'] as const;

const openers: ReadonlyMap<string, () => Promise<OpenContainer>> = new Map<
  string,
  () => Promise<OpenContainer>
>([
  ['zip', async () => (await import('./zip.ts')).openZipContainer],
  ['tar', async () => (await import('./tar.ts')).openPlainTar],
  ['gz', async () => (await import('./gzip.ts')).openGzip],
  ['mbox', async () => (await import('./mbox.ts')).openMbox],
  ['msg', async () => (await import('../mail/msg.ts')).openMsg],
  ['tnef', async () => (await import('../mail/tnef.ts')).openTnef],
  ['eml', async () => (await import('../mail/eml.ts')).openEml],
]);

/**
 * Opens a file that holds others.
 *
 * @throws CarrelFailure `format-unsupported` for a format that is no container, and its own
 */
export async function openContainer(
  format: string,
  source: ByteSource,
  fileName: string,
): Promise<Container> {
  const load = openers.get(format);
  if (load === undefined) {
    throw new CarrelFailure(
      'format-unsupported',
      `A file of the format "${format}" holds no others.`,
    );
  }
  return await (
    await load()
  )(source, fileName);
}
