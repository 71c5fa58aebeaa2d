import { loadavg } from 'node:os';

/** A measured figure and what it is to be, with the machine's load while it was measured. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'KB';
  /** It is to stay below this. */
  readonly goal: number;
  /** Load average of the minute before; the number of cores is all of the machine. */
  readonly load: number;
}

/** The figure, with the load of now. */
export function figure(name: string, value: number, unit: Figure['unit'], goal: number): Figure {
  return { name, value, unit, goal, load: loadavg()[0] ?? Number.NaN };
}
