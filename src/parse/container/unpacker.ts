import type { Container } from './container.ts';
import { openContainer } from './formats.ts';
import { cachedSource, memorySource, type ByteSource } from './source.ts';

/** A file on the disk that holds others; its bytes are fetched in parts. */
export interface ContainerFile {
  /** Changes with the file. */
  readonly key: string;
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
}

/** A step down: a member, and the format it is opened in where it holds the next one. */
export interface Step {
  readonly index: number;
  readonly name: string;
  readonly format: string;
}

export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;

/** Unpacks members, however deep they lie, and keeps what it opened for the next ones. */
export class Unpacker {
  #key = '';
  #fetch: ReadRange = async () => new Uint8Array(0);
  #root: Container | undefined;
  /** The containers on the way to the last member. */
  #path: { readonly index: number; readonly container: Container }[] = [];

  /** The container at the top. `fetch` serves this call, and what is opened in it. */
  async open(file: ContainerFile, fetch: ReadRange): Promise<Container> {
    this.#fetch = fetch;
    if (this.#key !== file.key || this.#root === undefined) {
      this.#root = undefined;
      this.#path = [];
      const source: ByteSource = cachedSource(file.bytes, (offset, length) =>
        this.#fetch(offset, length),
      );
      this.#root = await openContainer(file.format, source, file.name);
      this.#key = file.key;
    }
    return this.#root;
  }

  /** The bytes of the last step's member. */
  async read(file: ContainerFile, steps: readonly Step[], fetch: ReadRange): Promise<Uint8Array> {
    let container = await this.open(file, fetch);
    const last = steps.at(-1);
    for (const [depth, step] of steps.entries()) {
      if (step === last) break;
      const known = this.#path[depth];
      if (known?.index === step.index) {
        container = known.container;
        continue;
      }
      this.#path = this.#path.slice(0, depth);
      const bytes = await container.read(step.index);
      container = await openContainer(step.format, memorySource(bytes), step.name);
      this.#path.push({ index: step.index, container });
    }
    return await container.read(last?.index ?? 0);
  }
}
