/** A file being named in the field: `@` and what follows it, up to the caret. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The `@file` that ends at the caret, if any. */
export function mentionAt(text: string, caret: number): Mention | undefined {
  const match = /(?:^|\s)@(?<name>[^\s@]*)$/u.exec(text.slice(0, caret));
  const name = match?.groups?.['name'];
  return name === undefined ? undefined : { start: caret - name.length - 1, end: caret, name };
}

/** The text without the mention, which has become a file of the scope. */
export function withoutMention(text: string, { start, end }: Mention): string {
  return (text.slice(0, start) + text.slice(end).replace(/^\s/u, '')).trimStart();
}
