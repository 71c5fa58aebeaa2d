export interface ThinkPiece {
  readonly kind: 'text' | 'thinking';
  readonly text: string;
}

const opening = '<think>';
const closing = '</think>';

/**
 * Tells a reasoning model's thinking from its answer in streamed text, where a tag may be cut
 * anywhere. Used where the model's chat template is not one the library splits by itself.
 */
export class ThinkSplitter {
  #inside: boolean;
  #held = '';

  /** `inside`: the prompt itself ended with the opening tag. */
  constructor(inside: boolean) {
    this.#inside = inside;
  }

  /** The pieces that are certain after this much text; what may be a tag's beginning is held. */
  push(text: string): ThinkPiece[] {
    const pieces: ThinkPiece[] = [];
    let rest = this.#held + text;
    for (;;) {
      const tag = this.#inside ? closing : opening;
      const at = rest.indexOf(tag);
      if (at < 0) {
        const certain = rest.length - heldLength(rest, tag);
        this.#add(pieces, rest.slice(0, certain));
        this.#held = rest.slice(certain);
        return pieces;
      }
      this.#add(pieces, rest.slice(0, at));
      rest = rest.slice(at + tag.length);
      this.#inside = !this.#inside;
    }
  }

  /** What was held, once no more text comes. */
  end(): ThinkPiece[] {
    const pieces: ThinkPiece[] = [];
    this.#add(pieces, this.#held);
    this.#held = '';
    return pieces;
  }

  #add(pieces: ThinkPiece[], text: string): void {
    if (text !== '') pieces.push({ kind: this.#inside ? 'thinking' : 'text', text });
  }
}

/** Length of the longest end of `text` that the tag begins with. */
function heldLength(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
