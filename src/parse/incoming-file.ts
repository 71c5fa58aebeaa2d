import { CarrelFailure } from '../contract/errors.ts';
import { assertFileFits } from '../contract/files.ts';

/** A file that comes into a reader process in parts, since a message holds 1 MB at most. */
export class IncomingFile {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #filled = 0;

  /** Throws `file-too-large` before any memory is taken. */
  constructor(bytes: number) {
    assertFileFits(bytes);
    this.#bytes = new Uint8Array(bytes);
  }

  /** Throws `invalid-input` where more comes than was announced. */
  append(data: Uint8Array): void {
    if (this.#filled + data.length > this.#bytes.length) {
      throw new CarrelFailure('invalid-input', 'More bytes came than the file was said to have.');
    }
    this.#bytes.set(data, this.#filled);
    this.#filled += data.length;
  }

  /** All its bytes. Throws `invalid-input` where some have not come. */
  whole(): Uint8Array<ArrayBuffer> {
    if (this.#filled < this.#bytes.length) {
      throw new CarrelFailure('invalid-input', 'The file did not come over whole.');
    }
    return this.#bytes;
  }
}
