import { PDFDateString, type PDFDocumentProxy } from './pdfjs.ts';
import { z } from 'zod';
import { normalised } from '../normalise.ts';

const metadata = z.object({
  Title: z.string().catch(''),
  Author: z.string().catch(''),
  CreationDate: z.string().catch(''),
});

const notTitles =
  /^(?:microsoft (?:word|excel|powerpoint)\b|untitled\b|document\s*\d*$|presentation\s*\d*$|slide \d|title$|unknown$|print\b|about:blank|https?:)/iu;
const fileLike = /\.(?:docx?|xlsx?|pptx?|pdf|rtf|odt|txt|html?|indd|qxd|tex|dvi|ps|eps|ai|tmp)$/iu;

/** Title, author and date of creation as the file states them; empty where it states none. */
export interface StatedInfo {
  readonly title: string;
  readonly author: string;
  readonly created: string;
}

/** Reads the document's metadata. A title that is a file's or program's name is left out. */
export async function statedInfo(
  document: PDFDocumentProxy,
  fileName: string,
): Promise<StatedInfo> {
  const info = await document.getMetadata().then(
    (result) => metadata.safeParse(result.info),
    // Damaged metadata must not cost the document.
    () => metadata.safeParse({}),
  );
  if (!info.success) return { title: '', author: '', created: '' };
  const title = normalised(info.data.Title).trim();
  return {
    title: looksLikeTitle(title, fileName) ? title : '',
    author: normalised(info.data.Author).trim().slice(0, 300),
    created: isoDate(info.data.CreationDate),
  };
}

function looksLikeTitle(title: string, fileName: string): boolean {
  const stem = fileName.replace(/\.[^.]*$/u, '').toLowerCase();
  return (
    title.length >= 3 &&
    title.length <= 300 &&
    /\p{L}{2}/u.test(title) &&
    title.toLowerCase() !== stem &&
    !notTitles.test(title) &&
    !fileLike.test(title) &&
    !/[\\/]\S*[\\/]/u.test(title) &&
    // `annual_report_v3`, `ABC123-final`: names for machines.
    (title.includes(' ') || !/[_\d]/u.test(title))
  );
}

function isoDate(stated: string): string {
  const date = PDFDateString.toDateObject(stated);
  return date === null || Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
