import { z } from 'zod';
import { isolation } from '../contract/system.ts';

const jsonIsolation = z.string().transform((text, context) => {
  try {
    return isolation.parse(JSON.parse(text));
  } catch {
    context.addIssue('not a description of the isolation in JSON');
    return z.NEVER;
  }
});

/** What the shell passes to the engine process, as environment variables. */
export const engineEnvironment = z.object({
  CARREL_HOME: z.string().min(1),
  /** A folder of this engine's own inside the data folder. */
  TMPDIR: z.string().min(1),
  /** What the shell expects the sandbox to enforce, by its trial; see `isolationInForce`. */
  CARREL_ISOLATION: jsonIsolation,
  /** `off` keeps models on the processor. */
  CARREL_GPU: z.enum(['auto', 'off']).default('auto'),
  /** 0 means the number of physical cores. */
  CARREL_THREADS: z.coerce.number().int().min(0).default(0),
});
export type EngineEnvironment = z.infer<typeof engineEnvironment>;
