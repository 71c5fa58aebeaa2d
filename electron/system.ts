import type { Ask } from '../src/desktop/protocol.ts';
import { proxyOf } from './proxy.ts';
import type { DesktopTexts } from './texts.ts';

type Chosen = Extract<Ask, { what: 'choose' }>['kind'];
type Announcement = Extract<Ask, { what: 'announce' }>;

interface DialogOptions {
  readonly title: string;
  readonly properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'dontAddToRecent')[];
  readonly filters?: { name: string; extensions: string[] }[];
}

/** A question whose safe answer is the first button. */
export interface Question {
  readonly type: 'warning';
  readonly message: string;
  readonly detail: string;
  readonly buttons: string[];
  readonly defaultId: 0;
  readonly cancelId: 0;
}

/** The parts of Electron that serve the desktop host, so that tests can do without it. */
export interface SystemParts {
  /** In the language that is spoken now. */
  texts(): DesktopTexts;
  /** Shows the dialog over the application's window. */
  showOpenDialog(options: DialogOptions): Promise<{ canceled: boolean; filePaths: string[] }>;
  /** Resolves with the number of the button. */
  showMessageBox(question: Question): Promise<{ response: number }>;
  /** Resolves with what went wrong, or with an empty text. */
  openPath(path: string): Promise<string>;
  showItemInFolder(path: string): void;
  /** What Chromium says of the proxies on the way to an address; empty where nothing could be found. */
  resolveProxy(address: string): Promise<string>;
  /** -1 removes the progress. */
  setProgress(fraction: number): void;
  isFocused(): boolean;
  notify(title: string, body: string): void;
}

/**
 * Does what the host asks for. Resolves with what was found: the paths chosen in a dialog, a proxy, a
 * yes, or nothing; rejects with a sentence for the person.
 */
export async function answerAsk(ask: Ask, parts: SystemParts): Promise<string[]> {
  switch (ask.what) {
    case 'choose': {
      const { canceled, filePaths } = await parts.showOpenDialog(
        dialogFor(ask.kind, parts.texts()),
      );
      return canceled ? [] : filePaths;
    }
    case 'open':
      if (ask.reveal) parts.showItemInFolder(ask.path);
      else if ((await parts.openPath(ask.path)) !== '') throw new Error(parts.texts().cannotOpen);
      break;
    case 'proxy': {
      const proxy = proxyOf(await parts.resolveProxy(ask.address));
      return proxy === null ? [] : [proxy];
    }
    case 'confirm-unsandboxed': {
      const { addUnsandboxed, addUnsandboxedDetail, cancel, addAnyway } = parts.texts();
      const words = [addUnsandboxed, addUnsandboxedDetail, cancel, addAnyway] as const;
      return (await agrees(parts, ...words)) ? ['yes'] : [];
    }
    case 'announce':
      announce(ask, parts);
      break;
  }
  return [];
}

/** Asks a person to agree to something that is less safe than usual. */
export async function agrees(
  parts: Pick<SystemParts, 'showMessageBox'>,
  message: string,
  detail: string,
  refuse: string,
  agree: string,
): Promise<boolean> {
  const buttons = [refuse, agree];
  const question: Question = {
    type: 'warning',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
  };
  return (await parts.showMessageBox(question)).response === 1;
}

function dialogFor(kind: Chosen, texts: DesktopTexts): DialogOptions {
  // The system's list of recent files would tell of the documents.
  const dialogs: Readonly<Record<Chosen, DialogOptions>> = {
    files: {
      title: texts.chooseFiles,
      properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    },
    folder: { title: texts.chooseFolder, properties: ['openDirectory', 'dontAddToRecent'] },
    model: {
      title: texts.chooseModel,
      properties: ['openFile', 'dontAddToRecent'],
      filters: [{ name: texts.modelFiles, extensions: ['gguf'] }],
    },
  };
  return dialogs[kind];
}

function announce({ progress, notice }: Announcement, parts: SystemParts): void {
  parts.setProgress(progress ?? -1);
  // Who looks at the window sees it there.
  if (notice !== null && !parts.isFocused()) parts.notify(notice.title, notice.body);
}
