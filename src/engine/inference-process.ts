import { join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import { inferenceRoutes, type Acceleration } from '../inference/routes.ts';
import { confine } from '../process/sandbox/index.ts';
import { spawnNode } from '../process/spawn.ts';
import { supervise, type Supervised } from '../process/supervise.ts';
import { programFolder } from './folders.ts';

/**
 * Exits within a minute after which requests fail at once instead of starting it again. Above what
 * the growing pause between starts allows: a passage that it dies on costs three exits before it is
 * given up, and the person's questions must not be refused for that.
 */
const MAX_EXITS_PER_MINUTE = 20;

/** It answers between two pieces of native work at the latest, on a machine that swaps too. */
const SILENT_MS = 120_000;
/** A large model is loaded from a slow disk, and reads a long prompt on a slow processor, in less. */
const STUCK_MS = 30 * 60_000;

export interface InferenceOptions {
  /** The engine's own folder for temporary files. */
  readonly temporary: string;
  /** Whether it may reach the graphics processor at all. */
  readonly gpu: 'auto' | 'off';
  /** Where models run, asked at each start. */
  readonly acceleration: () => Acceleration;
  readonly log: (message: string) => void;
}

/** The process that runs models: kept running, confined, started at the first request. */
export function superviseInference(options: InferenceOptions): Supervised<typeof inferenceRoutes> {
  const { temporary } = options;
  return supervise({
    routes: inferenceRoutes,
    start: () =>
      spawnNode({
        entry: join(programFolder, 'src/inference/main.ts'),
        semiSpaceMb: 2,
        // node-llama-cpp tries its native binary in a child process before it loads it.
        permissions: {
          read: '*',
          write: [temporary],
          addons: true,
          childProcess: true,
          worker: false,
          network: false,
        },
        env: { TMPDIR: temporary },
        confine: (command) =>
          confine(command, {
            network: 'none',
            writable: [temporary],
            readable: 'all',
            devices: options.gpu === 'off' ? 'none' : 'gpu',
          }),
      }),
    watchdog: {
      ping: (client) => client.call('loaded', {}),
      silentMs: SILENT_MS,
      stuckMs: STUCK_MS,
      onHang: () => options.log('inference hung and was killed'),
    },
    prepare: (client) => client.call('configure', options.acceleration()),
    restart: { maxPerMinute: MAX_EXITS_PER_MINUTE, backoffMs: 200 },
    onUnexpectedExit: (exit) => {
      options.log(`inference died: code ${exit.code}, signal ${exit.signal}`);
    },
    failure: () =>
      new CarrelFailure(
        'inference-failed',
        'The process that runs the models stopped. It is started again with the next request; if this goes on, the model may need more memory than there is.',
      ).toData(),
  });
}
