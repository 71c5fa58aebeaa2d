/** A cell longer than this was not meant as one: a quote mark opens that nothing closes. */
const MAX_CELL = 100_000;

/**
 * The records of separated values (RFC 4180), as lists of fields. Quote marks inside of an unquoted
 * field are text; a quoted field that goes on without end is read as if it were not quoted.
 */
export function* recordsOf(text: string, separator: string): Generator<string[]> {
  let at = 0;
  let fields: string[] = [];
  while (at <= text.length) {
    const field = text[at] === '"' ? quoted(text, at, separator) : undefined;
    let end: number;
    if (field === undefined) {
      end = endOfPlain(text, at, separator);
      fields.push(text.slice(at, end));
    } else {
      ({ end } = field);
      fields.push(field.value);
    }
    if (text[end] === separator) {
      at = end + 1;
      continue;
    }
    yield fields;
    fields = [];
    if (end >= text.length) return;
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
    if (at === text.length) return;
  }
}

function endOfPlain(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length) {
    const sign = text[at];
    if (sign === separator || sign === '\n' || sign === '\r') break;
    at += 1;
  }
  return at;
}

/** A quoted field and where it ends, or undefined where it is none after all. */
function quoted(
  text: string,
  from: number,
  separator: string,
): { readonly value: string; readonly end: number } | undefined {
  let value = '';
  let at = from + 1;
  while (value.length < MAX_CELL) {
    const mark = text.indexOf('"', at);
    if (mark < 0 || mark - from > MAX_CELL) return undefined;
    value += text.slice(at, mark);
    if (text[mark + 1] === '"') {
      value += '"';
      at = mark + 2;
      continue;
    }
    const next = text[mark + 1];
    if (next === undefined || next === separator || next === '\n' || next === '\r') {
      return { value, end: mark + 1 };
    }
    // Some programs leave quote marks inside as they are.
    value += '"';
    at = mark + 1;
  }
  return undefined;
}
