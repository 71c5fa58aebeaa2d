import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What is used of the detector: `getScores` gives values from 0 to 1 by ISO 639-1 code. */
interface Detector {
  detect(text: string): { readonly language: string; getScores(): Record<string, number> };
}

const detectorModule = z.object({
  eld: z.custom<Detector>(
    (value) => z.object({ detect: z.instanceof(Function) }).safeParse(value).success,
  ),
});

/** The detector reads about this many characters of a text; more would only be copied. */
const SAMPLE = 400;
/** Below this many letters a text names no language by itself. */
const MIN_LETTERS = 12;
/** The best language must lead the next by this much (scores from 0 to 1) to be told. */
const MIN_LEAD = 0.01;
/** Languages of a short question that come this close to the best are candidates too. */
const CLOSE = 0.9;
const MAX_CANDIDATES = 3;

let detector: Detector | undefined;

/**
 * Loads the detector at its first use (about 0.2 s and 30 MB of heap), synchronously so that
 * chunking stays a plain function. The package offers itself to `import` alone, hence the path.
 */
function load(): Detector {
  if (detector === undefined) {
    const path = fileURLToPath(import.meta.resolve('eld/extrasmall'));
    detector = detectorModule.parse(createRequire(import.meta.url)(path)).eld;
  }
  return detector;
}

/** Languages by score, best first. */
function rank(text: string): [language: string, score: number][] {
  return Object.entries(load().detect(text.slice(0, SAMPLE)).getScores()).sort(
    (a, b) => b[1] - a[1],
  );
}

function letters(text: string): number {
  return text.slice(0, SAMPLE).match(/\p{L}/gu)?.length ?? 0;
}

/** The language of a text as ISO 639-1, or `und` where it is too short or too mixed to tell. */
export function detectLanguage(text: string): string {
  if (letters(text) < MIN_LETTERS) return 'und';
  const [best, next] = rank(text);
  if (best === undefined || best[1] - (next?.[1] ?? 0) < MIN_LEAD) return 'und';
  return best[0];
}

/**
 * The languages a short question may be in, likeliest first, at most three; empty where nothing
 * speaks for any. One or two words are often spelled alike in several languages, so a search
 * stems by each of them.
 */
export function queryLanguages(text: string): string[] {
  const ranked = rank(text);
  const best = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, score]) => score >= best * CLOSE)
    .slice(0, MAX_CANDIDATES)
    .map(([language]) => language);
}
