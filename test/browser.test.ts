import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { browserOptions } from './browser.ts';

const mac = { platform: 'darwin', arch: 'arm64' } as const;

it('is the one that is named, else the one among the packages, and never silently none', async () => {
  const env = { CARREL_TEST_BROWSER: '/opt/chrome' };
  expect(await browserOptions({ ...mac, env })).toMatchObject({ executablePath: '/opt/chrome' });
  await expect(browserOptions({ ...mac, env: {} })).rejects.toThrow('CARREL_TEST_WITHOUT_BROWSER');
});

it.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'is there on Linux x64',
  async () => {
    const { executablePath } = await browserOptions({ platform: 'linux', arch: 'x64', env: {} });
    expect(existsSync(executablePath)).toBe(true);
  },
);
