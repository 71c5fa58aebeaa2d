import { homedir } from 'node:os';

/** Where the data folder is looked for; everything from outside, so that it can be tested. */
export interface HomePlaces {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
}

/** What this process runs in. */
export function currentPlaces(): HomePlaces {
  return { platform: process.platform, environment: process.env, userHome: homedir() };
}
