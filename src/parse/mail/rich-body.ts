import { decompressRTF } from '@kenjiuno/decompressrtf';
import { joinCode, promoteBold, type FlowBlock } from '../flow.ts';
import { RtfReader } from '../rtf/reader.ts';
import { rtfTokens } from '../rtf/tokens.ts';

/** Bytes before the packed text: its sizes, what it is, a checksum. */
const HEADER = 16;
/** Larger bodies are no letter anyone wrote; a byte unpacks to eight at most. */
const MAX_PACKED = 4 * 1024 * 1024;

/**
 * The blocks of a body in compressed rich text ([MS-OXRTFCP]), the only one that some messages have;
 * none where it is damaged, since a mail's headers and attachments are worth having without it.
 */
export function richBlocks(packed: Uint8Array | undefined): FlowBlock[] {
  if (packed === undefined || packed.length <= HEADER || packed.length > MAX_PACKED) return [];
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  // The library reads as far as the header says, beyond the end too.
  if (view.getUint32(0, true) + 4 > packed.length) return [];
  try {
    const text = decompressRTF([...packed]);
    const reader = new RtfReader();
    for (const token of rtfTokens(Uint8Array.from(text))) reader.take(token);
    return promoteBold(joinCode(reader.end().blocks));
  } catch {
    return [];
  }
}
