import { headingBlock, lineOf, type FlowBlock } from '../flow.ts';
import { readingOrder, type Frame } from '../pptx/order.ts';
import { elements, type XmlElement } from '../xml.ts';

interface Shape {
  readonly frame: Frame;
  /** What the shape is for (`presentation:class`), or an empty string. */
  readonly role: string;
  readonly blocks: readonly FlowBlock[];
}

type ReadBlocks = (element: XmlElement) => FlowBlock[];

/** Running texts: the same on every slide. */
const furniture: ReadonlySet<string> = new Set(['header', 'footer', 'date-time', 'page-number']);
/** Groups in groups. */
const MAX_DEPTH = 40;

/** What a slide shows, titles first, then by place, running texts last; and the speaker's notes. */
export function pageBlocks(
  page: XmlElement,
  read: ReadBlocks,
): { readonly shown: FlowBlock[]; readonly notes: FlowBlock[] } {
  const shapes: Shape[] = [];
  const notes: FlowBlock[] = [];
  for (const element of elements(page)) {
    if (element.name === 'presentation:notes') {
      const own = [...elements(element)].map((inner) => shapeOf(inner, read, 0));
      notes.push(...own.filter(({ role }) => role === 'notes').flatMap(({ blocks }) => blocks));
    } else if (element.name.startsWith('draw:')) shapes.push(shapeOf(element, read, 0));
  }
  const isTitle = ({ role }: Shape): boolean => role === 'title';
  const isFurniture = ({ role }: Shape): boolean => furniture.has(role);
  const shown = [
    ...shapes.filter(isTitle),
    ...readingOrder(shapes.filter((shape) => !isTitle(shape) && !isFurniture(shape))),
    ...shapes.filter(isFurniture),
  ].flatMap(({ blocks }) => blocks);
  return { shown, notes };
}

function shapeOf(element: XmlElement, read: ReadBlocks, depth: number): Shape {
  const role = element.attributes.get('presentation:class') ?? '';
  if (element.name === 'draw:g' && depth < MAX_DEPTH) {
    const inner = [...elements(element)].map((each) => shapeOf(each, read, depth + 1));
    const blocks = readingOrder(inner).flatMap((shape) => shape.blocks);
    return { frame: around(inner), role, blocks };
  }
  // A placeholder nobody filled holds the words that ask to fill it.
  const empty = element.attributes.get('presentation:placeholder') === 'true';
  const blocks = empty ? [] : read(element);
  return { frame: frameOf(element), role, blocks: asRole(role, blocks) };
}

function asRole(role: string, blocks: readonly FlowBlock[]): readonly FlowBlock[] {
  const line = lineOf(blocks);
  if (line === '') return [];
  if (role === 'title') return [headingBlock(1, line)];
  return furniture.has(role) ? [{ kind: 'furniture', text: line }] : blocks;
}

function around(shapes: readonly Shape[]): Frame {
  const frames = shapes.map(({ frame }) => frame);
  const left = Math.min(...frames.map((frame) => frame.left));
  const top = Math.min(...frames.map((frame) => frame.top));
  if (!Number.isFinite(left) || !Number.isFinite(top))
    return { left: 0, top: 0, width: 0, height: 0 };
  return {
    left,
    top,
    width: Math.max(...frames.map((frame) => frame.left + frame.width)) - left,
    height: Math.max(...frames.map((frame) => frame.top + frame.height)) - top,
  };
}

function frameOf(element: XmlElement): Frame {
  const [left = 0, top = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
    lengthOf(element.attributes.get(`svg:${name}`)),
  );
  return { left, top, width, height };
}

/** Points to a unit (ISO/IEC 26300-1, 18.3.18). */
const units: ReadonlyMap<string, number> = new Map([
  ['cm', 72 / 2.54],
  ['mm', 72 / 25.4],
  ['in', 72],
  ['pt', 1],
  ['pc', 12],
  ['px', 0.75],
]);

/** A length in points; 0 where there is none. */
function lengthOf(text: string | undefined): number {
  const [, number, unit = ''] = /^(-?(?:\d+(?:\.\d+)?|\.\d+))([a-z]{2})$/u.exec(text ?? '') ?? [];
  return Number(number ?? 0) * (units.get(unit) ?? 0);
}
