import { homedir } from 'node:os';

/** What decides where the data folder is, given from outside for tests. */
export interface HomePlaces {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
}

/** System, environment and user's home of this process. */
export function currentPlaces(): HomePlaces {
  return { platform: process.platform, environment: process.env, userHome: homedir() };
}
