// `npm run bench:ui`: the page's figures of docs/performance.md with their goals, measured in a real
// browser on a real engine.
import { availableParallelism, cpus } from 'node:os';
import { benchAnswersOnPage } from './bench/ui/answers.ts';
import { benchLargeLibrary } from './bench/ui/large-library.ts';
import { ensurePage } from './page.ts';
import { ensureTinyModels } from './setup.ts';

await Promise.all([ensurePage(), ensureTinyModels()]);
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores\n`);
console.log('| figure | value | goal | load |\n| --- | ---: | ---: | ---: |');
for (const bench of [benchLargeLibrary, benchAnswersOnPage]) {
  for (const { name, value, unit, goal, load } of await bench()) {
    const shown = `${value.toFixed(0)} ${unit}${value < goal ? '' : ' (missed)'}`;
    console.log(`| ${name} | ${shown} | < ${goal} ${unit} | ${load.toFixed(1)} |`);
  }
}
