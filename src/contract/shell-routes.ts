import { z } from 'zod';
import { contractError } from './errors.ts';
import { backupEntry, backupProgress } from './maintenance.ts';
import { fetchProgress, profileName } from './models.ts';
import { request, stream } from './route.ts';
import { isolation, isolationGrade, probeResult } from './system.ts';

const nothing = z.strictObject({});

/** What the program around the page can do; a button for what it cannot is not shown. */
export const shellDescription = z.strictObject({
  door: z.enum(['desktop', 'serve']),
  version: z.string(),
  /** `linux`, `darwin`, `win32`. */
  platform: z.string(),
  home: z.string(),
  /** System dialogs for files and folders. */
  canChoose: z.boolean(),
  /** Opening and revealing in the system's own programs. */
  canOpen: z.boolean(),
  canMoveHome: z.boolean(),
  memoryBytes: z.number(),
  freeDiskBytes: z.number().nullable(),
  /** Sample documents that come with the program, or null. */
  samples: z.string().nullable(),
});
export type ShellDescription = z.infer<typeof shellDescription>;

export const profileEntry = z.strictObject({
  name: profileName,
  /** Ids of its models. */
  models: z.array(z.string()),
  /** Still to be fetched. */
  bytesToFetch: z.number(),
  installed: z.boolean(),
  fits: z.boolean(),
  /** The one that suits this machine. */
  recommended: z.boolean(),
});
export type ProfileEntry = z.infer<typeof profileEntry>;

/** How the engine is doing, for the page's banner. */
export const engineState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('running'), isolation }),
  z.strictObject({ state: z.literal('restarting') }),
  z.strictObject({ state: z.literal('failed'), error: contractError }),
]);
export type EngineState = z.infer<typeof engineState>;

export const isolationReport = z.strictObject({
  network: isolationGrade,
  files: isolationGrade,
  mechanisms: z.array(z.string()),
  results: z.array(probeResult),
});
export type IsolationReport = z.infer<typeof isolationReport>;

/** What the program around the engine does for the page: the desktop's shell, or `carrel serve`. */
export const shellRoutes = {
  describeShell: request({ input: nothing, output: shellDescription }),
  /** Emits the engine's state now and at every change. */
  followEngine: stream({ input: nothing, chunk: engineState, output: nothing, endless: true }),
  listProfiles: request({
    input: nothing,
    output: z.strictObject({ profiles: z.array(profileEntry) }),
  }),
  /** The one route that uses the network, on the person's word. Cancelling keeps what has arrived. */
  fetchModel: stream({
    input: z.strictObject({ id: z.string() }),
    chunk: fetchProgress,
    output: z.strictObject({ file: z.string() }),
  }),
  /** Probes every process of the engine, beside controls that must succeed outside. */
  proveIsolation: request({ input: nothing, output: isolationReport }),
  /** System dialog; empty when it was closed. `invalid-input` where `canChoose` is false. */
  choosePaths: request({
    input: z.strictObject({ kind: z.enum(['files', 'folder', 'model']) }),
    output: z.strictObject({ paths: z.array(z.string()) }),
  }),
  /** Opens a document of the library in the system's own program, or shows it in its folder. */
  openOutside: request({
    input: z.strictObject({ documentId: z.string(), reveal: z.boolean() }),
    output: nothing,
  }),
  /** Moves the data folder: copied, checked, switched over, and only then removed at the old place. */
  moveHome: stream({
    input: z.strictObject({ to: z.string().min(1) }),
    chunk: z.strictObject({ bytesDone: z.number(), bytesTotal: z.number() }),
    output: z.strictObject({ home: z.string() }),
  }),
  /** Writes a backup to a new file, or into a folder; see `src/shell/backup.ts`. */
  writeBackup: stream({
    input: z.strictObject({ to: z.string().min(1) }),
    chunk: backupProgress,
    output: backupEntry.extend({ file: z.string() }),
  }),
  /** Progress in the task bar, and a notice when a long import has ended. Holds no document text. */
  announce: request({
    input: z.strictObject({
      /** 0 to 1, or null for none. */
      progress: z.number().min(0).max(1).nullable(),
      notice: z.strictObject({ title: z.string(), body: z.string() }).nullable(),
    }),
    output: nothing,
  }),
} as const;
export type ShellRoutes = typeof shellRoutes;
