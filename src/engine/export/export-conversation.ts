import type { ExportFormat } from '../../contract/conversations.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { UiLanguage } from '../../contract/settings.ts';
import { toDocx } from './docx.ts';
import { fileName } from './file-name.ts';
import { labelsOf } from './labels.ts';
import { toMarkdown } from './markdown.ts';
import { outlineOf, type Conversation } from './outline.ts';

/** A file to be saved; `bytes` in base64. */
export interface Exported {
  readonly name: string;
  readonly type: string;
  readonly bytes: string;
}

/** In base64 a third more, which must fit a message of 1 MB. */
const MAX_BYTES = 700_000;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Questions, answers, quotes, places and ticks as a document, its labels in a language.
 * Throws `file-too-large`.
 */
export async function exportConversation(
  kept: Conversation,
  format: ExportFormat,
  language: UiLanguage,
): Promise<Exported> {
  const blocks = outlineOf(kept, labelsOf(language), new Date());
  const { title } = kept.conversation;
  const name = fileName(title);
  switch (format) {
    case 'markdown': {
      const bytes = base64(Buffer.from(toMarkdown(blocks)));
      return { name: `${name}.md`, type: 'text/markdown', bytes };
    }
    case 'docx': {
      const bytes = base64(Buffer.from(await toDocx(blocks, title)));
      return { name: `${name}.docx`, type: DOCX, bytes };
    }
    default:
      return format satisfies never;
  }
}

/** Throws `file-too-large` for what no message of the contract can carry. */
function base64(bytes: Buffer): string {
  if (bytes.byteLength <= MAX_BYTES) return bytes.toString('base64');
  throw new CarrelFailure(
    'file-too-large',
    'This conversation is too long for one file of this format. Try the other format.',
    { bytes: bytes.byteLength, limit: MAX_BYTES },
  );
}
