import { create } from 'zustand';

/** One drop of files and folders onto the window. */
export interface Drop {
  readonly id: number;
  /** Entries of the file system, taken while the event was alive; folders can be walked. */
  readonly entries: readonly FileSystemEntry[];
  /** The same files, for paths on the desktop; a folder is one file here. */
  readonly files: readonly File[];
}

interface Dropped {
  /** Drops that nobody has taken yet, the oldest first. */
  readonly waiting: readonly Drop[];
  /** Hands over a drop's contents; call it while the drop event is handled. */
  readonly receive: (transfer: DataTransfer) => void;
  /** Takes the oldest drop off the list. */
  readonly take: () => Drop | undefined;
}

/** Drops kept while nobody takes them. */
const MAX_WAITING = 20;

let lastId = 0;

/** What was dropped anywhere on the window, until the library takes it. */
export const useDropped = create<Dropped>()((set, get) => ({
  waiting: [],
  receive: (transfer) => {
    const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
    const files = [...transfer.files];
    if (entries.length === 0 && files.length === 0) return;
    lastId += 1;
    const drop = { id: lastId, entries, files };
    set(({ waiting }) => ({ waiting: [...waiting, drop].slice(-MAX_WAITING) }));
  },
  take: () => {
    const [oldest, ...rest] = get().waiting;
    if (oldest !== undefined) set({ waiting: rest });
    return oldest;
  },
}));
