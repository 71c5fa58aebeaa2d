import { z } from 'zod';
import type { LandlockRules } from './landlock.ts';

/** The launcher's instructions, as JSON in its first argument. It has no logic of its own. */
export interface LaunchPlan extends LandlockRules {
  /** The seccomp filter, an array of struct sock_filter in base64. */
  readonly filter: string;
  /** Print what the kernel accepted and end, instead of starting a program. */
  readonly trial: boolean;
}

/** The variable in which the launcher tells the program what the kernel accepted. */
export const appliedVariable = 'CARREL_SANDBOX';

/** What the kernel accepted. `landlock` is the version of its interface, 0 for none. */
export const applied = z.strictObject({ seccomp: z.boolean(), landlock: z.number().int().min(0) });
export type Applied = z.infer<typeof applied>;
