import { createHash } from 'node:crypto';

/** Bytes of a digest: of 128 bits, two texts of one library never share one by chance. */
const DIGEST_BYTES = 16;

/** What is embedded of a passage: the document's own title and headings before its text. */
export function embeddedText(title: string, context: string, text: string): string {
  return [title, context, text].filter((part) => part !== '').join('\n');
}

/** A digest of a passage's embedded text: passages with the same one need one embedding only. */
export function embeddedDigest(title: string, context: string, text: string): Uint8Array {
  const hash = createHash('sha256')
    .update(embeddedText(title, context, text))
    .digest();
  return hash.subarray(0, DIGEST_BYTES);
}
