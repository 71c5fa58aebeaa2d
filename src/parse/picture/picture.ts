import { CarrelFailure } from '../../contract/errors.ts';
import type { DocumentInfo, ParseEvent, ParseInput, Parser } from '../document.ts';
import { PageBuilder } from '../page-builder.ts';
import { pictureFormat, pictureFormats } from './kinds.ts';
import { tiffDirectories } from './tiff.ts';

/**
 * Reads picture files as far as that goes without looking at the picture: a page for each, which
 * text recognition fills in.
 *
 * Throws `file-damaged` where a TIFF file holds no picture.
 */
export const pictureParser: Parser = {
  formats: pictureFormats,
  async *parse({ bytes }: ParseInput): AsyncGenerator<ParseEvent, DocumentInfo, undefined> {
    const format = pictureFormat(bytes) ?? 'png';
    const pages = format === 'tiff' ? tiffDirectories(bytes).length : 1;
    if (pages === 0) {
      throw new CarrelFailure(
        'file-damaged',
        'The TIFF file is damaged: it holds no picture. Get a fresh copy.',
      );
    }
    yield { kind: 'opened', pages };
    for (let number = 1; number <= pages; number += 1) {
      yield { kind: 'page', page: new PageBuilder().build({ number, unit: 'page' }) };
      yield { kind: 'scan', page: number, why: 'picture' };
    }
    return { format, title: '', author: '', created: '', pages };
  },
};
