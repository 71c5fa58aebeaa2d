// `npm run test:faults`: the tests of `test/faults` in their full length, hours. In parts: `-- PATH`, and
// `-- --kills N --seed S`, since kills with one seed have nothing to do with those with another.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...(positionals.length === 0 ? ['test/faults'] : positionals),
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      CARREL_FAULTS: 'full',
      CARREL_KILLS: values.kills,
      ...(values.seed === undefined ? {} : { CARREL_SEED: values.seed }),
    },
  },
);
process.exitCode = status ?? 1;
