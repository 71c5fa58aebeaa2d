import { CarrelFailure } from '../../contract/errors.ts';
import type { maintenanceRoutes } from '../../contract/maintenance.ts';
import type { Handlers } from '../../contract/route.ts';
import { restoreBackup } from '../../store/backup/restore.ts';
import { unpackBackup } from '../../store/backup/unpack.ts';
import { salvageCatalogue } from '../../store/integrity/salvage.ts';
import type { StoreReport } from '../../store/types/maintenance.ts';
import { entryOf, streamBackup } from '../backup.ts';
import type { Services } from '../services.ts';

export interface Maintenance {
  readonly home: string;
  readonly opening: Promise<Services>;
  /** Starts the engine again once the call is answered. */
  readonly restart: () => void;
}

/** Handlers of what is done for the data folder itself, also where its store cannot be opened. */
export function maintenanceHandlers({
  home,
  opening,
  restart,
}: Maintenance): Handlers<typeof maintenanceRoutes> {
  return {
    async verifyStore() {
      return asData(await (await opening).store.verify());
    },

    async repairStore() {
      const services = await opening.catch(ifDamaged);
      if (services === undefined) {
        const documents = await salvageCatalogue(home);
        restart();
        return { found: unopened, documents, restarts: true };
      }
      // What is being read would be written into a store that is about to be left.
      await services.ingest.endScans();
      const { found, documents, reopen } = await services.store.repair();
      if (reopen) restart();
      else services.ingest.start();
      services.store.library.touch();
      return { found: asData(found), documents, restarts: reopen };
    },

    async readBackup(_input, { emit }) {
      return await streamBackup(await opening, emit);
    },

    async checkBackup({ file }, { signal }) {
      return entryOf(await unpackBackup(file, { report: () => undefined, signal }));
    },

    async restoreBackup({ file, replace }, { emit, signal }) {
      const services = await opening.catch(ifDamaged);
      if (!replace && (services === undefined || holdsSomething(services))) throw replacing();
      const head = await restoreBackup(home, file, { report: emit, signal });
      restart();
      return entryOf(head);
    },
  };
}

function holdsSomething({ store }: Services): boolean {
  return store.counts().documents > 0 || store.conversations.list(undefined, 1).length > 0;
}

function replacing(): CarrelFailure {
  return new CarrelFailure(
    'invalid-input',
    'This data folder holds documents or questions already; add --replace to have the backup in their place.',
    { field: 'replace' },
  );
}

/** Undefined for a store that damage keeps from being opened; any other reason is thrown. */
function ifDamaged(error: unknown): undefined {
  if (error instanceof CarrelFailure && error.code === 'store-damaged') return undefined;
  throw error;
}

function asData(report: StoreReport) {
  return { ...report, problems: [...report.problems], damaged: [...report.damaged] };
}

/** Nothing can be told of a store that cannot be opened but that it is damaged. */
const unopened = {
  ok: false,
  documents: 0,
  passages: 0,
  vectors: 0,
  problems: [
    { code: 'store-damaged' as const, message: 'The catalogue is damaged and cannot be opened.' },
  ],
  damaged: [],
  damagedCount: 0,
};
