import type { ExportFormat } from '../../contract/conversations.ts';
import type { UiLanguage } from '../../contract/settings.ts';
import { toDocx } from './docx.ts';
import { labelsOf } from './labels.ts';
import { toMarkdown } from './markdown.ts';
import { outlineOf, type Conversation } from './outline.ts';

/** A file to be saved; `bytes` in base64. */
export interface Exported {
  readonly name: string;
  readonly type: string;
  readonly bytes: string;
}

/** Characters of a title that become the file's name. */
const NAME = 80;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Questions, answers, quotes, places and ticks as a document, its labels in a language. */
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
      const bytes = Buffer.from(toMarkdown(blocks)).toString('base64');
      return { name: `${name}.md`, type: 'text/markdown', bytes };
    }
    case 'docx': {
      const bytes = Buffer.from(await toDocx(blocks, title)).toString('base64');
      return { name: `${name}.docx`, type: DOCX, bytes };
    }
    default:
      return format satisfies never;
  }
}

/** A name that every file system takes: letters, digits, spaces and dashes of the title. */
function fileName(title: string): string {
  const kept = title.replaceAll(/[^\p{L}\p{N} _-]+/gu, ' ').replaceAll(/\s+/gu, ' ');
  return kept.slice(0, NAME).toWellFormed().trim() || 'Carrel';
}
