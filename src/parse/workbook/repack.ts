import { zipSync, type Zippable } from 'fflate';
import { openZip } from '../zip.ts';

/** Members without text of cells: pictures, programs, fonts, previews, what printers remember. */
const needless =
  /\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|svg|odttf|ttf|mp[34])$|^thumbnails\/|^xl\/(?:vbaproject|embeddings\/|activex\/|printersettings\/)/u;

/**
 * The workbook's archive unpacked under the bounds of `openZip` and put together again unpacked: the
 * library would unpack whatever an archive claims.
 *
 * @throws CarrelFailure `file-damaged`, `file-too-large`
 */
export function repacked(bytes: Uint8Array): Uint8Array {
  const zip = openZip(bytes);
  const members: Zippable = {};
  for (const name of zip.names) {
    if (needless.test(name)) continue;
    const member = zip.read(name);
    if (member !== undefined) members[name] = [member, { level: 0 }];
  }
  return zipSync(members);
}
