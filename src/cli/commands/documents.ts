import { resolve } from 'node:path';
import type { DocumentEntry, IngestProgress } from '../../contract/documents.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { EngineRoutes } from '../../contract/engine-routes.ts';
import { unwrap, type Result } from '../../contract/result.ts';
import type { Client } from '../../contract/route.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { bytes, count, ingestLine } from '../text.ts';

/** Times an import is taken up again after the engine was restarted. */
const RESTARTS = 5;

/** `carrel add PATH...` */
export async function addCommand(
  context: CommandContext,
  paths: readonly string[],
  options: { readonly collection: string; readonly watch?: true | undefined },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const input = {
      paths: paths.map((path) => resolve(path)),
      collection: options.collection,
      watch: options.watch === true,
    };
    const show = (progress: IngestProgress): void => output.progress(ingestLine(progress));
    const { progress, problems, problemCount } = await throughRestarts(context, () =>
      client.stream('addDocuments', input, show, { signal }),
    );
    output.progressDone();
    output.document({ progress, problems, problemCount });
    output.line(addedLine(progress));
    for (const document of problems) output.line(problemLine(document));
    if (problemCount > problems.length) {
      output.line(`  and ${count(problemCount - problems.length, 'more', 'more')}: carrel list`);
    }
    await noteWithoutVectors(context, client);
    if (options.watch === true) {
      await keepWatching(context, client);
      return exitCode.done;
    }
    return progress.filesFailed > 0 && progress.filesDone === progress.filesFailed
      ? exitCode.failed
      : exitCode.done;
  });
}

/** Keeps the engine, and with it the watching, until Ctrl-C. */
async function keepWatching(
  { output, signal }: CommandContext,
  client: Client<EngineRoutes>,
): Promise<void> {
  output.note('Watching these folders. Ctrl-C stops; Carrel watches them whenever it runs.');
  let worked = false;
  while (!signal.aborted) {
    await client.stream(
      'followLibrary',
      {},
      ({ work, progress }) => {
        if (progress !== null && work === 'running') output.progress(ingestLine(progress));
        else if (worked) output.progressDone();
        worked = work === 'running';
      },
      { signal },
    );
    // The engine was restarted: what is watched is stored.
    await new Promise((done) => {
      setTimeout(done, 500);
    });
  }
  output.progressDone();
}

/** Follows work to its end though the engine may be restarted on the way: what waits is stored. */
async function throughRestarts<T>(
  { output, signal }: CommandContext,
  work: () => Promise<Result<T>>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const result = await work();
    const lost = !result.ok && ['engine-failed', 'connection-lost'].includes(result.error.code);
    if (!lost || signal.aborted || attempt >= RESTARTS) return unwrap(result);
    output.note('The engine stopped and was started again; the import goes on.');
  }
}

async function noteWithoutVectors(
  { output, signal }: CommandContext,
  client: Client<EngineRoutes>,
): Promise<void> {
  const { documents, embedder } = unwrap(await client.call('status', {}, { signal }));
  if (documents === 0 || embedder !== null) return;
  output.note(
    'No search model is installed, so documents are found by their words only. Fetch one with: carrel models fetch tiny',
  );
}

function addedLine(progress: IngestProgress): string {
  const read = progress.filesDone - progress.filesFailed;
  const parts = [`${count(read, 'file')} read`];
  if (progress.filesUnchanged > 0) parts.push(`${progress.filesUnchanged} unchanged`);
  if (progress.filesFailed > 0) parts.push(`${progress.filesFailed} not read`);
  return `${parts.join(', ')}; ${count(progress.pagesDone, 'page')}, ${count(progress.passagesDone, 'passage')} embedded.`;
}

function problemLine(document: DocumentEntry): string {
  return `  ${document.status}: ${document.document} - ${document.reason?.message ?? ''}`;
}

/** `carrel list` */
export async function listCommand(
  context: CommandContext,
  options: { readonly collection?: string | undefined },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const documents: DocumentEntry[] = [];
    const input = options.collection === undefined ? {} : { collection: options.collection };
    const result = await client.stream(
      'listDocuments',
      input,
      (chunk) => {
        documents.push(...chunk.documents);
      },
      { signal },
    );
    unwrap(result);
    output.document({ documents });
    for (const document of documents) {
      const reason = document.reason === null ? '' : `  ${document.reason.message}`;
      output.line(
        `${document.id.padStart(5)}  ${document.status.padEnd(9)} ${String(document.pages).padStart(4)} p ` +
          `${bytes(document.bytes).padStart(8)}  ${document.document}${reason}`,
      );
    }
    if (documents.length === 0) output.line('No documents yet. Add some with: carrel add FOLDER');
    return exitCode.done;
  });
}

/** `carrel remove PATH|ID` */
export async function removeCommand(context: CommandContext, target: string): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { removed } = unwrap(
      await client.call('removeDocuments', { target: documentTarget(target) }, { signal }),
    );
    if (removed === 0) {
      throw new CarrelFailure(
        'not-found',
        `Nothing in Carrel has the id or path ${target}. See: carrel list`,
      );
    }
    output.document({ removed });
    output.line(`Removed ${count(removed, 'document')} and everything stored of it.`);
    return exitCode.done;
  });
}

/** An id as it is, a path made absolute. */
function documentTarget(target: string): string {
  return /^\d+$/u.test(target) ? target : resolve(target);
}

/** `carrel retry [PATH|ID]` */
export async function retryCommand(context: CommandContext, target?: string): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const input = target === undefined ? {} : { documents: [documentTarget(target)] };
    const { queued } = unwrap(await client.call('retryDocuments', input, { signal }));
    const progress = await throughRestarts(context, () =>
      client.stream('followWork', {}, (p) => output.progress(ingestLine(p)), { signal }),
    );
    output.progressDone();
    output.document({ queued, progress });
    output.line(`Tried ${count(queued, 'document')} again: ${addedLine(progress)}`);
    return exitCode.done;
  });
}
