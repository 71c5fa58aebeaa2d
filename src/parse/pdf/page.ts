import { AnnotationMode, OPS, type PDFDocumentProxy } from './pdfjs.ts';
import type { ParsedPage } from '../document.ts';
import { PageBuilder } from '../page-builder.ts';
import { blocksOf, type LaidBlock } from './blocks.ts';
import { regionsOf } from './columns.ts';
import { ContentReader } from './content.ts';
import { continueTable, type OpenTable } from './continued.ts';
import { defaultFont, type FontFacts, fontFacts } from './fonts.ts';
import { facingPages } from './facing.ts';
import { type CropBox, type Direction, uprightHeight, uprightWidth } from './frame.ts';
import { furnitureOf, type Margin, marginsOf } from './furniture.ts';
import { rowsOf, type Segment, segmentsOf } from './lines.ts';
import type { Styles } from './styles.ts';
import { type Matrix, toMatrix } from './matrix.ts';
import { isStrange, type PageLook } from './scan.ts';
import { WordGatherer, withoutOverprint } from './words.ts';
import { BlockWriter, type Compounds } from './write.ts';

/** A page's text in lines, before anything that needs its neighbours is decided. */
export interface PageLines extends PageLook {
  readonly number: number;
  readonly crop: CropBox;
  readonly rotation: ParsedPage['rotation'];
  /** Segments by direction of text, the one with most text first. */
  readonly parts: readonly { readonly direction: Direction; readonly segments: Segment[] }[];
  readonly margins: readonly Margin[];
  /** Nothing at all is drawn on the page: it is blank, not a scan. */
  readonly blank: boolean;
}

type PdfPage = Awaited<ReturnType<PDFDocumentProxy['getPage']>>;

/** Reads one page's glyphs and lines. Throws what pdf.js throws on a page beyond repair. */
export async function readPage(
  document: PDFDocumentProxy,
  number: number,
  fonts: Map<string, FontFacts>,
): Promise<PageLines> {
  const page = await document.getPage(number);
  try {
    const list = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE });
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
    const crop = { left: x0, bottom: y0, width: x1 - x0, height: y1 - y0 };
    const gatherer = new WordGatherer(crop);
    const glyphs = { all: 0, strange: 0 };
    const reader = new ContentReader(
      (name) => fontOf(page, name, fonts),
      (glyph) => {
        glyphs.all += 1;
        if (isStrange(glyph.text)) glyphs.strange += 1;
        gatherer.add(glyph);
      },
    );
    let covered = 0;
    list.fnArray.forEach((operator: number, index: number) => {
      reader.run(operator, list.argsArray[index]);
      if (operator === OPS.transform && isPicture(list.argsArray[index])) {
        covered += coveredBy(reader.transformation, crop);
      }
    });
    const parts = [...gatherer.words]
      .map(([direction, words]) => {
        const rows = rowsOf(withoutOverprint(words)).map(segmentsOf);
        return { direction, rows, segments: rows.flat() };
      })
      .sort((a, b) => lettersIn(b.segments) - lettersIn(a.segments));
    const [main] = parts;
    return {
      number,
      crop,
      rotation: quarter(page.rotate),
      parts: parts.map(({ direction, segments }) => ({ direction, segments })),
      margins: main === undefined ? [] : marginsOf(main.rows, uprightHeight(crop, main.direction)),
      blank: list.fnArray.every((operator: number, index: number) =>
        isSilent(operator, list.argsArray[index]),
      ),
      covered: Math.min(1, covered),
      glyphs,
    };
  } finally {
    page.cleanup();
  }
}

/** Points; what is drawn smaller than this is no page's content. */
const IMAGE_SCALE = 4;

const silent = new Set<number>([
  OPS.save,
  OPS.restore,
  OPS.clip,
  OPS.eoClip,
  OPS.setLineWidth,
  OPS.beginText,
  OPS.endText,
  OPS.dependency,
]);

/** Whether an operator leaves no mark: blank pages of office programs set a clip and stop. */
function isSilent(operator: number, args: unknown): boolean {
  // Images are left out of the list, but an image is drawn by scaling the unit square up to it.
  if (operator === OPS.transform) return !isPicture(args);
  if (operator !== OPS.constructPath) return silent.has(operator);
  return Array.isArray(args) && args[0] === OPS.endPath;
}

/** Whether a transformation makes room for a picture. */
function isPicture(args: unknown): boolean {
  return (
    toMatrix(args)
      ?.slice(0, 4)
      .some((factor) => Math.abs(factor) >= IMAGE_SCALE) ?? true
  );
}

/** Part of the page within the box around the transformed unit square. */
function coveredBy([a, b, c, d, e, f]: Matrix, crop: CropBox): number {
  const xs = [e, e + a, e + c, e + a + c];
  const ys = [f, f + b, f + d, f + b + d];
  const wide = within(xs, crop.left, crop.left + crop.width);
  const high = within(ys, crop.bottom, crop.bottom + crop.height);
  return (wide * high) / Math.max(1, crop.width * crop.height);
}

function within(values: readonly number[], from: number, to: number): number {
  return Math.max(0, Math.min(to, Math.max(...values)) - Math.max(from, Math.min(...values)));
}

/** A page as written, and the table it ends with. */
export interface Written {
  readonly page: ParsedPage;
  readonly open: OpenTable | null;
}

/** What a page's layout needs to know of the document around it. */
export interface Surroundings {
  readonly neighbours: readonly PageLines[];
  readonly styles: Styles;
  readonly compounds: Compounds;
  /** The table that ended the page before. */
  readonly open: OpenTable | null;
}

/** Lays a page out and writes it, given what its neighbours and the document say. */
export function writePage(page: PageLines, around: Surroundings): Written {
  const { neighbours, styles, compounds } = around;
  const builder = new PageBuilder();
  const writer = new BlockWriter(builder, page.crop, compounds);
  const furniture = furnitureOf(
    page.margins,
    neighbours.map((other) => other.margins),
  );
  const running = new Set(furniture.flatMap((margin) => margin.segments));
  const main = page.parts[0]?.direction ?? 0;
  const edge = (side: Margin['edge']): void => {
    for (const margin of furniture) {
      if (margin.edge === side) writer.furniture(margin.segments, main);
    }
  };
  edge('top');
  let { open } = around;
  page.parts.forEach(({ direction, segments }, index) => {
    const sheet = facingPages(
      segments,
      uprightWidth(page.crop, direction),
      uprightHeight(page.crop, direction),
    ) ?? [segments];
    let blocks: readonly LaidBlock[] = sheet
      .map((side) => side.filter((segment) => !running.has(segment)))
      .flatMap((body) => regionsOf(body))
      .flatMap((region) => blocksOf(region, styles));
    if (index === 0) ({ blocks, open } = continueTable(blocks, page.number, open));
    for (const block of blocks) writer.write(block, direction);
  });
  edge('bottom');
  const written = builder.build({
    number: page.number,
    unit: 'page',
    width: page.crop.width,
    height: page.crop.height,
    rotation: page.rotation,
  });
  return { page: written, open };
}

function fontOf(page: PdfPage, name: string, fonts: Map<string, FontFacts>): FontFacts {
  const known = fonts.get(name);
  if (known !== undefined) return known;
  if (!page.commonObjs.has(name)) return defaultFont;
  const source: unknown = page.commonObjs.get(name);
  const facts = fontFacts(source);
  fonts.set(name, facts);
  return facts;
}

function lettersIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + segment.text.length, 0);
}

function quarter(degrees: number): ParsedPage['rotation'] {
  const turn = ((degrees % 360) + 360) % 360;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}
