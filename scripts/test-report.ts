import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});
/** What vitest's JSON reporter wrote, as far as it is read. */
export type TestReport = z.infer<typeof report>;

/** Throws where the run left no report. */
export function readTestReport(path: string): TestReport {
  return report.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** How many tests were skipped, then each of their files and how many; nothing where all ran. */
export function skippedLines({ testResults }: TestReport, root: string): string[] {
  const files = testResults
    .map(({ name, assertionResults }) => ({
      file: relative(root, name),
      // Whatever has another status did not run to an end of its own.
      count: assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed')
        .length,
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.file.localeCompare(b.file));
  if (files.length === 0) return [];
  const all = files.reduce((sum, { count }) => sum + count, 0);
  return [
    `${all} skipped, not tested on this machine:`,
    ...files.map(({ file, count }) => `  ${file}: ${count}`),
  ];
}
