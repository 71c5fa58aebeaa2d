import type { FlowBlock, FlowRow } from './flow.ts';
import {
  child,
  descendants,
  elements,
  integerOf,
  readElement,
  textOf,
  type XmlElement,
} from './xml.ts';

/** Points of a chart beyond this are data, not something to read. */
const MAX_POINTS = 1000;

/** A chart as its title and the table of the values stored with it. */
export function chartBlocks(bytes: Uint8Array): FlowBlock[] {
  const chart = readElement(bytes, 'c:chart');
  if (chart === undefined) return [];
  const blocks: FlowBlock[] = [];
  const title = drawingText(child(chart, 'c:title'));
  if (title !== '') blocks.push({ kind: 'caption', text: title });
  const series = [...descendants(chart, 'c:ser')];
  const categories = new Map<number, string>();
  const columns = series.map((one) => {
    for (const [index, text] of pointsOf(child(one, 'c:cat') ?? child(one, 'c:xVal'))) {
      if (!categories.has(index)) categories.set(index, text);
    }
    return {
      name: [...pointsOf(child(one, 'c:tx')).values()].join(' '),
      values: pointsOf(child(one, 'c:val') ?? child(one, 'c:yVal')),
    };
  });
  const indexes = new Set([
    ...categories.keys(),
    ...columns.flatMap((column) => [...column.values.keys()]),
  ]);
  const rows: FlowRow[] = [...indexes]
    .sort((one, other) => one - other)
    .map((index) => ({
      header: false,
      cells: [
        categories.get(index) ?? '',
        ...columns.map((column) => column.values.get(index) ?? ''),
      ],
    }));
  if (rows.length === 0) return blocks;
  if (columns.some((column) => column.name !== '')) {
    rows.unshift({ header: true, cells: ['', ...columns.map((column) => column.name)] });
  }
  blocks.push({ kind: 'table', rows });
  return blocks;
}

function pointsOf(parent: XmlElement | undefined): Map<number, string> {
  const points = new Map<number, string>();
  if (parent === undefined) return points;
  for (const point of descendants(parent, 'c:pt')) {
    if (points.size >= MAX_POINTS) break;
    points.set(integerOf(point, 'idx') ?? points.size, shown(textOf(child(point, 'c:v'))));
  }
  // A series' name may be written without a cache.
  if (points.size === 0) {
    const own = textOf(child(parent, 'c:v'));
    if (own !== '') points.set(0, own);
  }
  return points;
}

/** Binary fractions as people see them: 15 digits, as Excel shows (8.1999999999999993 is 8.2). */
function shown(value: string): string {
  return /^-?\d+\.\d{12,}(?:e-?\d+)?$/iu.test(value)
    ? String(Number(Number(value).toPrecision(15)))
    : value;
}

/** The texts of a diagram ("SmartArt"), in the order of its data. */
export function diagramBlocks(bytes: Uint8Array): FlowBlock[] {
  const model = readElement(bytes, 'dgm:dataModel');
  if (model === undefined) return [];
  return [...descendants(model, 'dgm:t')]
    .map((element) => drawingText(element))
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'list-item', depth: 0, text }));
}

/** The text of a drawing's text body: paragraphs by line feeds, runs, breaks and fields. */
export function drawingText(parent: XmlElement | undefined): string {
  if (parent === undefined) return '';
  return [...descendants(parent, 'a:p')]
    .map((paragraph) => drawingLine(paragraph))
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** The text of one paragraph of a drawing. */
export function drawingLine(paragraph: XmlElement): string {
  let line = '';
  for (const element of elements(paragraph)) {
    if (element.name === 'a:br') line += '\n';
    else if (element.name === 'a:r' || element.name === 'a:fld')
      line += textOf(child(element, 'a:t'));
    else if (
      element.name === 'm:oMath' ||
      element.name === '?:m' ||
      element.name === 'mc:AlternateContent'
    )
      line += [...descendants(element, 'm:t')].map((text) => textOf(text)).join('');
  }
  return line;
}
