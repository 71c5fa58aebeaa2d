import { serialize } from 'node:v8';
import type { ParsedPage, ParseEvent } from './document.ts';

/** Largest page event in bytes; a message of the channel is at most 1 MB, envelope included. */
const MAX_EVENT_BYTES = 950_000;

/**
 * A page as an event that fits a message. What is least needed is left off first: the raw text
 * (the map goes with it), then the rows of tables, then the words' boxes. A page whose text alone
 * is too long is reported as unreadable.
 */
export function fittingEvent(page: ParsedPage): ParseEvent {
  let smaller = page;
  for (const reduce of [same, withoutRaw, withoutRows, withoutWords]) {
    smaller = reduce(smaller);
    const event: ParseEvent = { kind: 'page', page: smaller };
    if (serialize(event).byteLength <= MAX_EVENT_BYTES) return event;
  }
  return {
    kind: 'unreadable',
    page: page.number,
    error: {
      code: 'file-too-large',
      message: 'The page holds more text than a page can. Split the document to add it.',
    },
  };
}

function same(page: ParsedPage): ParsedPage {
  return page;
}

function withoutRaw(page: ParsedPage): ParsedPage {
  return { ...page, raw: '', map: new Uint32Array(0) };
}

function withoutRows(page: ParsedPage): ParsedPage {
  const blocks = page.blocks.map((block) =>
    block.kind === 'table'
      ? ({ kind: 'paragraph', start: block.start, end: block.end } as const)
      : block,
  );
  return { ...page, blocks };
}

function withoutWords(page: ParsedPage): ParsedPage {
  return { ...page, words: new Float32Array(0) };
}
