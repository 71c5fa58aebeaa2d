import { damagedCompound } from '../compound.ts';
import { encrypted } from '../detect-failures.ts';
import { longAt, recordAt, recordType, type PptRecord } from './records.ts';

/** Head of the current user's atom in an encrypted file ([MS-PPT] 2.3.2). */
const ENCRYPTED = 0xf3_d1_c4_df;
/** More edits than any file was saved with. */
const MAX_EDITS = 10_000;
/** Length of a user edit that names a key ([MS-PPT] 2.3.3). */
const WITH_KEY = 32;

/** Records by the numbers that others name them with; the newest of each. */
export interface Persist {
  readonly document: PptRecord;
  get(number: number): PptRecord | undefined;
}

/**
 * Follows the saved edits of a file from the last to the first ([MS-PPT] 2.1.2): what was deleted
 * or replaced still lies in the stream.
 *
 * @throws CarrelFailure `file-encrypted`; `file-damaged` where the document is not found
 */
export function readPersist(stream: DataView, currentUser: DataView): Persist {
  if (longAt(currentUser, 12) === ENCRYPTED) throw encrypted();
  const places = new Map<number, number>();
  let documentNumber: number | undefined;
  let at = longAt(currentUser, 16);
  for (let edits = 0; edits < MAX_EDITS; edits += 1) {
    const edit = recordAt(stream, at);
    if (edit?.type !== recordType.userEdit) break;
    if (edit.body.byteLength >= WITH_KEY && longAt(edit.body, 28) !== 0) throw encrypted();
    documentNumber ??= longAt(edit.body, 16);
    readDirectory(recordAt(stream, longAt(edit.body, 12)), places);
    const before = longAt(edit.body, 8);
    // Each edit lies after the one before.
    if (before === 0 || before >= at) break;
    at = before;
  }
  const get = (number: number): PptRecord | undefined => {
    const place = places.get(number);
    return place === undefined ? undefined : recordAt(stream, place);
  };
  const document = documentNumber === undefined ? undefined : get(documentNumber);
  if (document?.type !== recordType.document) throw damagedCompound();
  return { document, get };
}

function readDirectory(directory: PptRecord | undefined, places: Map<number, number>): void {
  if (directory?.type !== recordType.persistDirectory) return;
  const { body } = directory;
  let at = 0;
  while (at + 4 <= body.byteLength) {
    const head = body.getUint32(at, true);
    at += 4;
    const first = head & 0xf_ff_ff;
    for (let index = 0; index < head >>> 20 && at + 4 <= body.byteLength; index += 1, at += 4) {
      // Newer edits are read first.
      if (!places.has(first + index)) places.set(first + index, body.getUint32(at, true));
    }
  }
}
