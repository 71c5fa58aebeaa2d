import { z } from 'zod';

/** How a boundary is enforced, strongest first. `none` is said when a probe got out. */
export const isolationGrade = z.enum(['kernel', 'firewall', 'runtime', 'none']);
export type IsolationGrade = z.infer<typeof isolationGrade>;

export const probeName = z.enum([
  'tcp',
  'udp',
  'child-process',
  'unix-socket',
  'write-outside',
  'read-other-file',
]);
export type ProbeName = z.infer<typeof probeName>;

/** One attempt to get out, made from inside, beside a control made outside that must succeed. */
export const probeResult = z.strictObject({
  probe: probeName,
  /** The process that tried. */
  from: z.enum(['engine', 'engine-native', 'inference', 'parser', 'ocr']),
  /** `blocked`: refused. `escaped`: it worked. `not-run`: could not be tried; proves nothing. */
  outcome: z.enum(['blocked', 'escaped', 'not-run']),
  /** The refusing error's code, or what happened. */
  detail: z.string(),
  /** The same act from an unconfined process worked, so the probe was able to succeed. */
  control: z.boolean(),
});
export type ProbeResult = z.infer<typeof probeResult>;

/** What isolation is in force, as applied (not yet proven by probes). */
export const isolation = z.strictObject({
  network: isolationGrade,
  files: isolationGrade,
  /** Names of the mechanisms, e.g. `seccomp`, `landlock`, `bwrap`, `node-permission`. */
  mechanisms: z.array(z.string()),
});
export type Isolation = z.infer<typeof isolation>;

export const hardware = z.strictObject({
  platform: z.string(),
  arch: z.string(),
  cpu: z.string(),
  physicalCores: z.number().int(),
  memoryBytes: z.number(),
  freeMemoryBytes: z.number(),
  gpus: z.array(z.strictObject({ name: z.string(), memoryBytes: z.number() })),
  backend: z.string(),
});
export type Hardware = z.infer<typeof hardware>;

/** How energy is known: read from the processor's counters (`rapl`), or estimated from its time. */
const energyMethod = z.enum(['rapl', 'estimate']);

/** What some work cost. Counters include what other programs used in that time. */
export const energyUse = z.strictObject({ joules: z.number().min(0), method: energyMethod });
export type EnergyUse = z.infer<typeof energyUse>;

/** What was measured in this data folder so far, in joules; null where there is nothing yet. */
export const energy = z.strictObject({
  method: energyMethod.nullable(),
  perQuestion: z.number().nullable(),
  /** Reading and embedding, without the time of a person's questions. */
  perThousandPages: z.number().nullable(),
});
export type Energy = z.infer<typeof energy>;

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
