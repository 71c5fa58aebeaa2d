import { extname } from 'node:path';
import { CarrelFailure } from '../../contract/errors.ts';

/**
 * Endings whose programs show a document. What a file is was decided by its content; the system
 * decides by its name, and would run a text that is called `notes.bat` or `notes.desktop`.
 */
const documentEndings: ReadonlySet<string> = new Set(
  (
    'pdf docx pptx xlsx odt ods odp doc ppt xls rtf epub txt text log md markdown html htm xhtml ' +
    'csv tsv eml msg png jpg jpeg tif tiff bmp gif webp'
  ).split(' '),
);

/** Throws `invalid-input` for a file that the system might run instead of showing it. */
export function assertShowable(path: string): void {
  const ending = extname(path).slice(1).toLowerCase();
  if (documentEndings.has(ending)) return;
  throw new CarrelFailure(
    'invalid-input',
    'Carrel does not open files of this name in other programs, because the system might run them. Show it in its folder instead.',
    { ending },
  );
}
