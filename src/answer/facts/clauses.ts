import { masked } from './flat.ts';

export interface Clause {
  readonly start: number;
  readonly end: number;
}

/** Where a clause of a flattened text ends; amounts are masked, so that their commas are no marks. */
const BOUNDARY =
  /[,;:()–—|]| (?:and|or|but|while|whereas|et|ou|mais|tandis que|und|oder|aber|wahrend|sondern|y|o|pero|mientras|e|ma|mentre) /gu;

/** The clauses of a flattened sentence, in order, without gaps. */
export function clausesOf(
  flattened: string,
  quantities: readonly { readonly start: number; readonly end: number }[],
): Clause[] {
  const text = masked(flattened, quantities);
  const clauses: Clause[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(BOUNDARY)) {
    clauses.push({ start, end: index });
    start = index + mark.length;
  }
  clauses.push({ start, end: text.length });
  return clauses;
}
