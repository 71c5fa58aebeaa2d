import { join } from 'node:path';
import type { EngineRoutes } from '../../contract/engine-routes.ts';
import type { BackupProgress } from '../../contract/maintenance.ts';
import type { FetchProgress } from '../../contract/models.ts';
import { unwrap } from '../../contract/result.ts';
import type { Client, Handlers } from '../../contract/route.ts';
import type { IsolationReport, ShellRoutes } from '../../contract/shell-routes.ts';
import type { Hardware } from '../../contract/system.ts';
import { availableParallelism } from 'node:os';
import { loadCatalogue, type CatalogueModel } from '../../models/catalogue.ts';
import { installedIn } from '../../models/installed.ts';
import { localMemory } from '../../models/memory.ts';
import { bundledModels } from '../../models/registry.ts';
import { freeBytes } from '../../process/files.ts';
import { writeBackup } from '../backup.ts';
import { proveIsolation } from '../doctor.ts';
import { downloadToHome, knownModel } from '../download/home-models.ts';
import { useProxy } from '../download/proxies.ts';
import { watchEngine } from './engine-watch.ts';
import { conflate } from './conflate.ts';
import { assertShowable } from './open-outside.ts';
import { describeProfiles } from './profiles.ts';
import { unsupportedHere, type ShellSystem } from './shell-system.ts';

export interface ShellOptions {
  /** The prepared data folder; read anew each time, since it can be moved. */
  readonly home: string;
  readonly version: string;
  /** Folder of the sample documents that come with the program, or null. */
  readonly samples: string | null;
  readonly system: ShellSystem;
}

/** Answers the shell's routes for a page, whatever the door. */
export function shellHandlers(
  client: Client<EngineRoutes>,
  options: ShellOptions,
): Handlers<ShellRoutes> {
  const { system } = options;
  let proving: Promise<IsolationReport> | undefined;

  return {
    describeShell: async () => ({
      door: system.door,
      version: options.version,
      platform: process.platform,
      home: options.home,
      canChoose: system.choose !== undefined,
      canOpen: system.open !== undefined,
      canMoveHome: system.moveHome !== undefined,
      memoryBytes: localMemory().memoryBytes,
      freeDiskBytes: await freeDisk(options.home),
      samples: options.samples,
    }),

    async followEngine(_input, { emit, signal }) {
      const states = conflate(emit);
      await watchEngine(client, (state) => states.send(state), signal);
      return {};
    },

    async listProfiles(_input, { signal }) {
      const [own, bundled] = await Promise.all([
        installedIn(join(options.home, 'models'), false),
        installedIn(bundledModels, true),
      ]);
      const sound = [...own, ...bundled].filter(({ problem }) => problem === null);
      const installed = new Set(sound.map(({ manifest }) => manifest.id));
      return {
        profiles: describeProfiles(loadCatalogue(), {
          hardware: await hardwareOf(client, signal),
          freeDiskBytes: await freeDisk(options.home),
          isInstalled: (id) => installed.has(id),
        }),
      };
    },

    async fetchModel({ id }, { emit, signal }) {
      const model = knownModel(loadCatalogue(), id);
      const address = firstAddress(model);
      if (address !== undefined && system.findProxy !== undefined) {
        useProxy(await system.findProxy(address));
      }
      const progress = conflate<FetchProgress>(emit);
      const [fetched] = await downloadToHome(options.home, [model], {
        onProgress: (now) => progress.send(now),
        signal,
      });
      await progress.flush();
      return { file: fetched?.file ?? '' };
    },

    async proveIsolation() {
      // It takes 20 s and all cores' attention; who asks meanwhile gets the same proof.
      proving ??= proveIsolation(client, system.node)
        .then(({ isolation, probes }) => ({ ...isolation, results: probes }))
        .finally(() => {
          proving = undefined;
        });
      return await proving;
    },

    async choosePaths({ kind }) {
      if (system.choose === undefined) throw unsupportedHere('show the dialogs of the system');
      return { paths: await system.choose(kind) };
    },

    async openOutside({ documentId, reveal }, { signal }) {
      if (system.open === undefined) throw unsupportedHere('open other programs');
      // Of what lies in an archive or a mail, that is what other programs can open.
      const { file } = unwrap(await client.call('readDocument', { documentId }, { signal }));
      if (!reveal) assertShowable(file);
      await system.open(file, reveal);
      return {};
    },

    async moveHome({ to }, { emit, signal }) {
      if (system.moveHome === undefined) throw unsupportedHere('move the data folder');
      const progress = conflate(emit);
      const moved = await system.moveHome(to, (now) => progress.send(now), signal);
      await progress.flush();
      return moved;
    },

    async writeBackup({ to }, { emit, signal }) {
      const progress = conflate(emit);
      const report = (now: BackupProgress) => progress.send(now);
      const written = await writeBackup(client, to, { home: options.home, report, signal });
      await progress.flush();
      return written;
    },

    async announce(what) {
      if (system.announce === undefined) throw unsupportedHere('show notices of the system');
      await system.announce(what);
      return {};
    },
  };
}

async function freeDisk(folder: string): Promise<number | null> {
  try {
    return await freeBytes(folder);
  } catch {
    return null;
  }
}

/** The engine's report; where no model can be run, what this process sees by itself. */
async function hardwareOf(
  client: Client<EngineRoutes>,
  signal: AbortSignal,
): Promise<Pick<Hardware, 'memoryBytes' | 'gpus' | 'physicalCores'>> {
  const report = await client.call('inspectHardware', {}, { signal });
  if (report.ok) return report.value;
  return { ...localMemory(), physicalCores: availableParallelism() };
}

/** Where a model is fetched from first, where that is an address. */
function firstAddress({ variants }: CatalogueModel): string | undefined {
  for (const source of variants.flatMap(({ sources }) => sources)) {
    if (source.kind === 'https') return source.url;
  }
  return undefined;
}
