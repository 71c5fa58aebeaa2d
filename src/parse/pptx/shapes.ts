import { headingBlock, type FlowBlock } from '../flow.ts';
import { tableBlocks } from '../flow-table.ts';
import { formatNumber, type NumberStyle } from '../list-number.ts';
import { drawingLine, drawingText } from '../xml-charts.ts';
import { child, descendants, elements, integerOf, type XmlElement } from '../xml.ts';
import { readingOrder, type Frame } from './order.ts';

/** What a slide's frame refers to outside of it. */
export interface SlideHost {
  chart(relationship: string): FlowBlock[];
  diagram(relationship: string): FlowBlock[];
  /** The frame a placeholder inherits from its layout. */
  inherited(type: string, index: string): Frame | undefined;
}

interface Shape {
  readonly frame: Frame;
  readonly title: boolean;
  readonly furniture: boolean;
  readonly blocks: FlowBlock[];
}

const titles: ReadonlySet<string> = new Set(['title', 'ctrTitle']);
const furnitureTypes: ReadonlySet<string> = new Set(['sldNum', 'dt', 'ftr', 'hdr']);
/** Placeholders whose paragraphs are a list unless they say otherwise. */
const bodies: ReadonlySet<string> = new Set(['body', 'obj', '']);
const nowhere: Frame = { left: 0, top: 0, width: 0, height: 0 };

/** The blocks of a tree of shapes: titles first, then by place, footers last. */
export function shapeBlocks(tree: XmlElement, host: SlideHost): FlowBlock[] {
  const shapes = [...shapesOf(tree, host)];
  const main = shapes.filter((shape) => !shape.title && !shape.furniture);
  return [
    ...shapes.filter((shape) => shape.title),
    ...readingOrder(main),
    ...shapes.filter((shape) => shape.furniture),
  ].flatMap((shape) => shape.blocks);
}

/** The title of a slide, or an empty string. */
export function slideTitle(tree: XmlElement): string {
  for (const shape of descendants(tree, 'p:sp')) {
    if (titles.has(placeholderOf(shape)?.attributes.get('type') ?? '')) {
      const text = drawingText(child(shape, 'p:txBody')).replaceAll(/\s+/gu, ' ').trim();
      if (text !== '') return text;
    }
  }
  return '';
}

function* shapesOf(parent: XmlElement, host: SlideHost): Generator<Shape> {
  for (const element of elements(parent)) {
    if (element.name === 'mc:AlternateContent') {
      // The first rendering with text; the others say the same.
      for (const rendering of elements(element)) {
        const found = [...shapesOf(rendering, host)];
        if (!found.some((shape) => shape.blocks.length > 0)) continue;
        yield* found;
        break;
      }
    } else if (element.name === 'p:grpSp') {
      // A group stays together; its shapes are ordered in the group's own space.
      const frame = frameOf(child(element, 'p:grpSpPr', 'a:xfrm')) ?? nowhere;
      yield { frame, title: false, furniture: false, blocks: shapeBlocks(element, host) };
    } else if (element.name === 'p:sp') yield textShape(element, host);
    else if (element.name === 'p:graphicFrame') {
      const frame = frameOf(child(element, 'p:xfrm')) ?? nowhere;
      yield { frame, title: false, furniture: false, blocks: frameBlocks(element, host) };
    }
  }
}

function textShape(shape: XmlElement, host: SlideHost): Shape {
  const placeholder = placeholderOf(shape);
  const type = placeholder?.attributes.get('type') ?? '';
  const own = frameOf(child(shape, 'p:spPr', 'a:xfrm'));
  const index = placeholder?.attributes.get('idx') ?? '';
  const frame = own ?? (placeholder && host.inherited(type, index)) ?? nowhere;
  const body = child(shape, 'p:txBody');
  const title = placeholder !== undefined && titles.has(type);
  const furniture = placeholder !== undefined && furnitureTypes.has(type);
  if (body === undefined) return { frame, title, furniture, blocks: [] };
  if (title || furniture) {
    const text = drawingText(body);
    const block: FlowBlock = title
      ? headingBlock(1, text.replaceAll(/\s+/gu, ' '))
      : { kind: 'furniture', text };
    return { frame, title, furniture, blocks: text.trim() === '' ? [] : [block] };
  }
  const listed = placeholder !== undefined && bodies.has(type);
  return { frame, title, furniture, blocks: paragraphBlocks(body, listed) };
}

/** The paragraphs of a text body; `listed` where they are list items by default. */
export function paragraphBlocks(body: XmlElement, listed: boolean): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  const counters: number[] = [];
  for (const paragraph of descendants(body, 'a:p')) {
    const text = drawingLine(paragraph);
    if (text.trim() === '') continue;
    const properties = child(paragraph, 'a:pPr');
    const depth = Math.min(8, Math.max(0, integerOf(properties, 'lvl') ?? 0));
    const auto = child(properties, 'a:buAutoNum');
    counters.length = Math.min(counters.length, depth + 1);
    if (auto === undefined) counters.length = Math.min(counters.length, depth);
    const bullet = auto ?? child(properties, 'a:buChar') ?? child(properties, 'a:buBlip');
    const plain = child(properties, 'a:buNone') !== undefined || (bullet === undefined && !listed);
    if (plain) {
      blocks.push({ kind: 'paragraph', text });
      continue;
    }
    const mark = auto === undefined ? '' : numberMark(auto, depth, counters);
    blocks.push({ kind: 'list-item', depth, text: mark + text });
  }
  return blocks;
}

/** `arabicPeriod`, `alphaLcParenR` and so on (ISO/IEC 29500-1, 20.1.10.61). */
function numberMark(auto: XmlElement, depth: number, counters: number[]): string {
  const last = counters[depth];
  const number = last === undefined ? (integerOf(auto, 'startAt') ?? 1) : last + 1;
  counters[depth] = number;
  const type = auto.attributes.get('type') ?? 'arabicPeriod';
  const letter = /^(alpha|roman)(Lc|Uc)/u.exec(type);
  let style: NumberStyle = 'decimal';
  if (letter !== null) {
    const upper = letter[2] === 'Uc';
    if (letter[1] === 'alpha') style = upper ? 'upper-letter' : 'lower-letter';
    else style = upper ? 'upper-roman' : 'lower-roman';
  }
  const text = formatNumber(number, style);
  if (type.endsWith('ParenBoth')) return `(${text}) `;
  if (type.endsWith('ParenR')) return `${text}) `;
  return type.endsWith('Plain') ? `${text} ` : `${text}. `;
}

function frameBlocks(element: XmlElement, host: SlideHost): FlowBlock[] {
  const data = child(element, 'a:graphic', 'a:graphicData');
  if (data === undefined) return [];
  const table = child(data, 'a:tbl');
  if (table !== undefined) return slideTable(table);
  const chart = child(data, 'c:chart')?.attributes.get('r:id');
  if (chart !== undefined) return host.chart(chart);
  const diagram = child(data, 'dgm:relIds')?.attributes.get('r:dm');
  return diagram === undefined ? [] : host.diagram(diagram);
}

function slideTable(table: XmlElement): FlowBlock[] {
  const headed = isSet(child(table, 'a:tblPr'), 'firstRow');
  const rows = [...elements(table, 'a:tr')].map((row, index) => ({
    header: headed && index === 0,
    cells: [...elements(row, 'a:tc')]
      // Cells under a merged one are spread from that one.
      .filter((cell) => !isSet(cell, 'hMerge') && !isSet(cell, 'vMerge'))
      .map((cell) => {
        const body = child(cell, 'a:txBody');
        return {
          blocks: body === undefined ? [] : paragraphBlocks(body, false),
          columns: integerOf(cell, 'gridSpan') ?? 1,
          rows: integerOf(cell, 'rowSpan') ?? 1,
        };
      }),
  }));
  return tableBlocks(rows);
}

function isSet(element: XmlElement | undefined, attribute: string): boolean {
  return ['1', 'true', 'on'].includes(element?.attributes.get(attribute) ?? '');
}

/** The placeholder a shape fills, if any. */
export function placeholderOf(shape: XmlElement): XmlElement | undefined {
  return child(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph');
}

/** Offset and extent of a transform, in English Metric Units. */
export function frameOf(transform: XmlElement | undefined): Frame | undefined {
  const offset = child(transform, 'a:off');
  const extent = child(transform, 'a:ext');
  const left = integerOf(offset, 'x');
  const top = integerOf(offset, 'y');
  if (left === undefined || top === undefined) return undefined;
  const width = integerOf(extent, 'cx') ?? 0;
  return { left, top, width, height: integerOf(extent, 'cy') ?? 0 };
}
