import { z } from 'zod';
import { probeName } from '../contract/system.ts';

/** Targets prepared outside the sandbox, so that a probe which is not stopped does succeed. */
export const probeTargets = z.strictObject({
  /** Listening on 127.0.0.1. */
  tcpPort: z.number().int(),
  udpPort: z.number().int(),
  /** Path of a listening socket outside the data folder. */
  unixSocket: z.string(),
  /** A path outside the data folder that does not exist yet and could be written. */
  outsideFile: z.string(),
  /** An existing readable file that is no part of the program. */
  otherFile: z.string(),
  /** Absolute path of a program that is not Node. */
  command: z.string(),
});
export type ProbeTargets = z.infer<typeof probeTargets>;

/** What one probe found, from inside; the control and the process's name are added outside. */
export const probeFinding = z.strictObject({
  probe: probeName,
  outcome: z.enum(['blocked', 'escaped', 'not-run']),
  detail: z.string(),
});
export type ProbeFinding = z.infer<typeof probeFinding>;

export const probeOutput = z.strictObject({ findings: z.array(probeFinding) });
