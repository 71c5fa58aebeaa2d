import { z } from 'zod';
import type { DocumentDetail } from '../contract/library.ts';
import type { ParsedPage } from '../parse/document.ts';
import type { Database } from './database.ts';
import { json, number, numberOrNull } from './row.ts';

type Outline = DocumentDetail['outline'];

const MAX_ENTRIES = 2000;
const strings = z.array(z.string());
const kept = z.array(z.strictObject({ heading: z.string(), level: z.number() }));

/**
 * Writes the headings of a page, or writes them anew. A page with a name of its own, as sheets have,
 * stands under it.
 */
export function writeHeadings(database: Database, contentId: number, page: ParsedPage): void {
  const headings = page.blocks.flatMap((block) =>
    block.kind === 'heading'
      ? [{ heading: page.text.slice(block.start, block.end).trim(), level: block.level }]
      : [],
  );
  const named = page.label !== '' && headings[0]?.heading !== page.label;
  const all = named
    ? [
        { heading: page.label, level: 1 },
        ...headings.map(({ heading, level }) => ({ heading, level: level + 1 })),
      ]
    : headings;
  database.run('DELETE FROM outlines WHERE content_id = ? AND page = ?', contentId, page.number);
  if (all.length === 0) return;
  database.run(
    'INSERT INTO outlines (content_id, page, headings) VALUES (?, ?, ?)',
    contentId,
    page.number,
    JSON.stringify(all.slice(0, MAX_ENTRIES)),
  );
}

/** The headings of a content in their order, each with its page; at most 2,000. */
export function outlineOf(database: Database, content: number): Outline {
  const outline: Outline = [];
  const rows = database.iterate(
    'SELECT page, headings FROM outlines WHERE content_id = ? ORDER BY page',
    content,
  );
  for (const row of rows) {
    const page = number(row, 'page');
    for (const each of json(row, 'headings', kept)) outline.push({ ...each, page });
    if (outline.length >= MAX_ENTRIES) break;
  }
  const found = outline.length > 0 ? outline : outlineOfPassages(database, content);
  return found.slice(0, MAX_ENTRIES);
}

/**
 * The headings that passages stand under, each where it comes first: all that is known of a content
 * that was stored before its headings were.
 */
function outlineOfPassages(database: Database, content: number): Outline {
  const outline: Outline = [];
  let before: readonly string[] = [];
  const rows = database.iterate(
    `SELECT headings, json_extract(spans, '$[0].page') AS page FROM passages
     WHERE content_id = ? AND headings <> '[]' ORDER BY ordinal`,
    content,
  );
  for (const row of rows) {
    const headings = json(row, 'headings', strings);
    let same = 0;
    while (same < headings.length && headings[same] === before[same]) same += 1;
    for (const [index, heading] of headings.entries()) {
      if (index < same) continue;
      outline.push({ heading, level: index + 1, page: numberOrNull(row, 'page') ?? 1 });
    }
    if (outline.length >= MAX_ENTRIES) break;
    before = headings;
  }
  return outline;
}
