import { defineConfig } from 'vitest/config';

const everything = 'test/**/*.test.ts';
const page = 'test/page/**/*.test.ts';
/** The real application; `npm run test:electron`. */
const application = 'test/application/**/*.test.ts';
/** A real graphics processor; `npm run test:gpu`. */
const gpu = 'test/gpu/**/*.test.ts';

export default defineConfig({
  test: {
    // Real models and child processes: a file a process, few at a time.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 300_000,
    // What is waited for comes later on a machine that is busy with other things.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'engine', include: [everything], exclude: [page, application, gpu] },
      },
      {
        extends: true,
        test: { name: 'page', include: [page], globalSetup: ['test/page/global-setup.ts'] },
      },
      ...Object.entries({ application, gpu })
        .filter(([name]) => process.argv.includes(name))
        .map(([name, files]) => ({ extends: true as const, test: { name, include: [files] } })),
    ],
  },
});
