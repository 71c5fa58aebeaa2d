import { z } from 'zod';
import { request } from '../contract/route.ts';

/** How long a process has kept a processor busy since its start, all its threads together. */
export const processorTime = request({
  input: z.strictObject({}),
  output: z.strictObject({ seconds: z.number().min(0) }),
});

/** The processor time of this process, in seconds. */
export function ownProcessorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
