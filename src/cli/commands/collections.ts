import { resolve } from 'node:path';
import { unwrap } from '../../contract/result.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { bytes, count } from '../text.ts';

/** `carrel collections list` */
export async function listCollectionsCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const listed = unwrap(await client.call('listCollections', {}, { signal }));
    output.document(listed);
    for (const { name, documents, bytes: size } of listed.collections)
      output.line(`${name}  ${count(documents, 'document')}, ${bytes(size)}`);
    return exitCode.done;
  });
}

/** `carrel collections create NAME` */
export async function createCollectionCommand(
  context: CommandContext,
  name: string,
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    unwrap(await client.call('createCollection', { name }, { signal }));
    output.document({ created: name });
    output.line(`Created. Fill it with: carrel add PATH --collection ${JSON.stringify(name)}`);
    return exitCode.done;
  });
}

/** `carrel collections rename NAME TO` */
export async function renameCollectionCommand(
  context: CommandContext,
  name: string,
  to: string,
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    unwrap(await client.call('renameCollection', { name, to }, { signal }));
    output.document({ renamed: name, to });
    output.line(`Renamed ${name} to ${to}.`);
    return exitCode.done;
  });
}

/** `carrel collections delete NAME`: erases its documents too, not the files they were read from. */
export async function deleteCollectionCommand(
  context: CommandContext,
  name: string,
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { removed } = unwrap(await client.call('deleteCollection', { name }, { signal }));
    output.document({ deleted: name, removed });
    output.line(`Deleted ${name}; ${count(removed, 'document')} erased from Carrel.`);
    return exitCode.done;
  });
}

/** `carrel collections folders`: what was added as a folder. */
export async function listFoldersCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const listed = unwrap(await client.call('listSources', {}, { signal }));
    output.document(listed);
    for (const { path, collection, documents, watched } of listed.sources)
      output.line(
        `${path}  ${collection}, ${count(documents, 'document')}${watched ? ', watched' : ''}`,
      );
    return exitCode.done;
  });
}

/** `carrel collections watch PATH` and `unwatch PATH`: an added folder that is kept up with, or not. */
export async function watchFolderCommand(
  context: CommandContext,
  folder: string,
  options: { readonly collection: string; readonly watched: boolean },
): Promise<ExitCode> {
  const { output, signal } = context;
  const path = resolve(folder);
  const { collection, watched } = options;
  return withEngine(context, async (client) => {
    unwrap(await client.call('watchSource', { path, collection, watched }, { signal }));
    output.document({ path, collection, watched });
    output.line(
      watched
        ? `${path} is watched whenever Carrel runs: by the page, the window, or carrel add --watch.`
        : `${path} is no longer watched.`,
    );
    return exitCode.done;
  });
}
