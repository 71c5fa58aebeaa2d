import type { Placed } from '../../ui/place-label.ts';
import type { StandingSentence } from '../session/standing.ts';

/** Puts an answer on the clipboard, rich and plain, each sentence followed by `(file, p. 4)`. */
export async function copyAnswer(
  sentences: readonly StandingSentence[],
  sourceLabel: (placed: Placed) => string,
): Promise<void> {
  const lines = sentences.map(({ text, citations }) => ({
    text,
    sources: `(${citations.map(sourceLabel).join('; ')})`,
  }));
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([plainText(lines)], { type: 'text/plain' }),
      'text/html': new Blob([richText(lines)], { type: 'text/html' }),
    }),
  ]);
}

interface Line {
  readonly text: string;
  readonly sources: string;
}

function plainText(lines: readonly Line[]): string {
  return lines.map(({ text, sources }) => `${text} ${sources}`).join('\n');
}

/** Made of elements with text in them, so that nothing of a document becomes markup. */
function richText(lines: readonly Line[]): string {
  return lines
    .map(({ text, sources }) => {
      const paragraph = document.createElement('p');
      const source = document.createElement('em');
      source.textContent = sources;
      paragraph.append(`${text} `, source);
      return paragraph.outerHTML;
    })
    .join('');
}
