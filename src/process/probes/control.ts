// Makes every probe from a process that nothing holds, and prints what came of them: what fails
// here too proves nothing about a sandbox. Its one argument is the targets' JSON.
import { probeTargets } from '../probe-schema.ts';
import { runNativeProbes, runProbes } from './index.ts';

const targets = probeTargets.parse(JSON.parse(process.argv[2] ?? ''));
const plain = await runProbes(targets);
const native = await runNativeProbes(targets);
process.stdout.write(JSON.stringify({ plain, native }));
