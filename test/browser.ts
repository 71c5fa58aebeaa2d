import chromium from '@sparticuz/chromium';

/** How a browser is started: without the arguments that turn off what is tested. */
export interface BrowserOptions {
  readonly executablePath: string;
  readonly args: string[];
}

/**
 * Whether tests in a browser run. They are only skipped on request (`CARREL_TEST_WITHOUT_BROWSER=1`); where there
 * is no browser they fail, so that a machine without one does not pass for one on which they passed.
 */
export const canBrowse = process.env['CARREL_TEST_WITHOUT_BROWSER'] !== '1';

/** The browser that `CARREL_TEST_BROWSER` names, or the Chromium among the packages, which is for Linux x64. */
export async function browserOptions({
  platform,
  arch,
  env,
}: Pick<NodeJS.Process, 'platform' | 'arch' | 'env'> = process): Promise<BrowserOptions> {
  const args = ['--no-sandbox', '--disable-gpu'];
  const named = env['CARREL_TEST_BROWSER'];
  if (named !== undefined) return { executablePath: named, args };
  if (platform === 'linux' && arch === 'x64') {
    return { executablePath: await chromium.executablePath(), args };
  }
  throw new Error(
    `No browser comes with the packages for ${platform} ${arch}. Name a Chromium or Chrome in CARREL_TEST_BROWSER, or skip these tests with CARREL_TEST_WITHOUT_BROWSER=1.`,
  );
}
