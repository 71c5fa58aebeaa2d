import { z } from 'zod';
import { probeName } from '../contract/system.ts';

export { probeTargets, type ProbeTargets } from '../contract/system.ts';

/** What one probe found, from inside; the control and the process's name are added outside. */
export const probeFinding = z.strictObject({
  probe: probeName,
  outcome: z.enum(['blocked', 'escaped', 'not-run']),
  detail: z.string(),
});
export type ProbeFinding = z.infer<typeof probeFinding>;

export const probeOutput = z.strictObject({ findings: z.array(probeFinding) });
