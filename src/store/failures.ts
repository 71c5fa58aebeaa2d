import { CarrelFailure } from '../contract/errors.ts';

/** Primary result codes of SQLite (sqlite.org/rescode.html) that mean something to a person. */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

const messages = {
  'home-in-use':
    'Another Carrel is using this data folder. Close it, or use it through the open window.',
  'home-read-only':
    'The data folder cannot be written. Give yourself write access to it or choose another one.',
  'home-unusable':
    'The disk that holds the data folder failed just now: it is not connected, say, or another program keeps it locked. See to it, then try again; nothing stored was found to be damaged.',
  busy: 'This machine is short of memory, or too many files are open in it. Try again in a moment.',
  'disk-full': 'The disk is full. Free some space and try again; nothing stored was harmed.',
  'store-damaged':
    'The stored data is damaged. `carrel verify --repair` reads the damaged documents again; `carrel restore` takes a backup instead.',
} as const;

/** A failure of the store with its standard message. */
export function storeFailure(code: keyof typeof messages, cause?: unknown): CarrelFailure {
  return new CarrelFailure(code, messages[code], undefined, { cause });
}

/** Recognised by text because LanceDB passes the system's errors on as text only. */
function codeOfText(text: string): keyof typeof messages | undefined {
  if (/ENOSPC|os error 28\b|no space left|os error 112\b/i.test(text)) return 'disk-full';
  if (/EROFS|EACCES|EPERM|os error (?:30|13|1)\b|read-only file system/i.test(text)) {
    return 'home-read-only';
  }
  if (/\b(?:EMFILE|ENFILE|ENOMEM)\b|[Tt]oo many open files|[Cc]annot allocate memory/.test(text)) {
    return 'busy';
  }
  return /\bEIO\b|[Ii]nput\/output error/.test(text) ? 'home-unusable' : undefined;
}

function codeOf(error: Error): keyof typeof messages | undefined {
  const errcode: unknown = Reflect.get(error, 'errcode');
  if (typeof errcode === 'number') {
    // The low byte is the primary code, the rest extends it.
    switch (errcode & 0xff) {
      case BUSY:
      case LOCKED:
        return 'home-in-use';
      case READ_ONLY:
      case CANNOT_OPEN:
        return 'home-read-only';
      case FULL:
        return 'disk-full';
      case CORRUPT:
      case NOT_A_DATABASE:
        return 'store-damaged';
      // Mostly it passes: no reason to put an older backup in the place of sound data.
      case IO_ERROR:
        return 'home-unusable';
      default:
        return undefined;
    }
  }
  return codeOfText(`${String(Reflect.get(error, 'code'))} ${error.message}`);
}

/** Turns an error of SQLite, LanceDB or the file system into a `CarrelFailure` where it is known. */
export function toFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CarrelFailure) return error;
  const code = codeOf(error);
  return code === undefined ? error : storeFailure(code, error);
}
