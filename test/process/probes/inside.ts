// Runs the probes in this process and prints what came of them: `plain` or `native`, the targets.
import { probeTargets } from '../../../src/process/probe-schema.ts';
import { runNativeProbes, runProbes } from '../../../src/process/probes/index.ts';

const [, , flavour, targets = ''] = process.argv;
const parsed = probeTargets.parse(JSON.parse(targets));
const findings = flavour === 'native' ? await runNativeProbes(parsed) : await runProbes(parsed);
process.stdout.write(JSON.stringify({ findings }));
