// `npm run test:faults`: the tests of kills in their full length (about a quarter of an hour).
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/faults'],
  { stdio: 'inherit', env: { ...process.env, CARREL_FAULTS: 'full' } },
);
process.exitCode = status ?? 1;
