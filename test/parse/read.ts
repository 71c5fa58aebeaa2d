import { strToU8, zipSync, type Zippable } from 'fflate';
import { pack } from 'tar-stream';
import {
  parsedPage,
  type DocumentInfo,
  type ParsedPage,
  type ParseEvent,
} from '../../src/parse/document.ts';
import { readDocument } from '../../src/parse/registry.ts';

export interface ReadFile {
  readonly info: DocumentInfo;
  readonly events: ParseEvent[];
  readonly pages: ParsedPage[];
  /** Blocks of all pages as `kind text`, tables as `table` with `|` between cells. */
  readonly lines: string[];
}

/** Reads a whole file and checks what holds for every page. */
export async function readFile(content: Uint8Array | string, fileName: string): Promise<ReadFile> {
  // Bytes as a parser process gets them, never a Buffer.
  const bytes = typeof content === 'string' ? strToU8(content) : new Uint8Array(content);
  const events: ParseEvent[] = [];
  const reading = readDocument({ bytes, fileName });
  let next = await reading.next();
  while (next.done !== true) {
    events.push(next.value);
    next = await reading.next();
  }
  const pages = events.flatMap((event) => (event.kind === 'page' ? [event.page] : []));
  for (const page of pages) checkPage(page);
  return { info: next.value, events, pages, lines: pages.flatMap((page) => linesOf(page)) };
}

function checkPage(page: ParsedPage): void {
  parsedPage.parse(page);
  let end = 0;
  for (const block of page.blocks) {
    if (block.start < end || block.end <= block.start || block.end > page.text.length) {
      throw new Error(`Block ${block.kind} ${block.start}-${block.end} is out of order.`);
    }
    end = block.end;
  }
}

function linesOf(page: ParsedPage): string[] {
  return page.blocks.flatMap((block) => {
    const text = page.text.slice(block.start, block.end);
    if (block.kind === 'heading') return [`h${block.level} ${text}`];
    if (block.kind === 'list-item') return [`li${block.depth} ${text}`];
    if (block.kind !== 'table') return [`${block.kind} ${text}`];
    return block.rows.map((row) => {
      const cells = row.cells.map((cell) => page.text.slice(cell.start, cell.end));
      return `${row.header ? 'th' : 'tr'} ${cells.join('|')}`;
    });
  });
}

/** A zip archive of text members; a member given first comes first and stored. */
export function zipOf(members: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(members)) {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    files[name] = [bytes, { level: name === 'mimetype' ? 0 : 6 }];
  }
  return zipSync(files);
}

/** A tar archive of text members, and a link that leads out of it. */
export async function tarOf(members: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const archive = pack();
  for (const [name, content] of Object.entries(members)) archive.entry({ name }, content);
  archive.entry({ name: 'link', type: 'symlink', linkname: '/etc/passwd' });
  archive.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of archive) if (piece instanceof Uint8Array) pieces.push(piece);
  return Buffer.concat(pieces);
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A Word document from the content of its body, with other parts by their names. */
export function wordOf(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const types = ['styles', 'numbering', 'footnotes'].filter((type) => parts[type] !== undefined);
  const links = types.map(
    (type) => `<Relationship Id="${type}" Type="${office}/${type}" Target="${type}.xml"/>`,
  );
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${packageRelationships}"><Relationship Id="m" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${word}" xmlns:r="${office}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${packageRelationships}">${links.join('')}</Relationships>`,
    ...Object.fromEntries(
      types.map((type) => [
        `word/${type}.xml`,
        `<w:${type} xmlns:w="${word}">${parts[type] ?? ''}</w:${type}>`,
      ]),
    ),
  });
}

/** A Word paragraph with properties before its runs. */
export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}
