// `npm run test:faults`: the tests of kills and crashes in their full length (a quarter of an hour).
import { runNode26 } from './node26.mjs';

process.exitCode = await runNode26(['node_modules/vitest/vitest.mjs', 'run', 'test/faults'], {
  env: { ...process.env, CARREL_FAULTS: 'full' },
});
