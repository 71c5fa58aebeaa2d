import { resolve } from 'node:path';
import type { IngestProgress } from '../../contract/documents.ts';
import { profileName, type ModelEntry, type ModelRole } from '../../contract/models.ts';
import { loadCatalogue, profileModels, type CatalogueModel } from '../../models/catalogue.ts';
import { downloadToHome, knownModel } from '../../shell/download/home-models.ts';
import { unwrap, withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { bytes, fetchLine, ingestLine } from '../text.ts';

/** `carrel models list` */
export async function listModelsCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { models } = unwrap(await client.call('listModels', {}, { signal }));
    output.document({ models });
    for (const model of models) output.line(modelLine(model));
    return exitCode.done;
  });
}

function modelLine(model: ModelEntry): string {
  const size = model.bytes === null ? 'size unknown' : bytes(model.bytes);
  const notes = [
    ...model.profiles,
    ...(model.inUse ? ['in use'] : []),
    ...(model.fitsReason === null ? [] : [model.fitsReason]),
  ];
  return (
    `${model.state.padEnd(9)} ${model.role.padEnd(6)} ${model.id}  ` +
    `${model.maker} (${model.country}), ${model.licence}, ${size}` +
    (notes.length > 0 ? `  [${notes.join('; ')}]` : '')
  );
}

/** `carrel models fetch PROFILE|ID`: runs in the shell, which has the network; no engine needed. */
export async function fetchCommand(
  context: CommandContext,
  target: string,
  options: { readonly from?: string | undefined },
): Promise<ExitCode> {
  const { output, signal, home } = context;
  const fetched = await downloadToHome(home, wantedModels(target), {
    from: options.from === undefined ? undefined : resolve(options.from),
    onProgress: (progress) => output.progress(fetchLine(progress)),
    signal,
  });
  output.progressDone();
  output.document({ models: fetched });
  for (const { file, fetched: isNew } of fetched) {
    output.line(`${isNew ? 'Fetched' : 'Already in place'}: ${file}`);
  }
  return exitCode.done;
}

function wantedModels(target: string): CatalogueModel[] {
  const catalogue = loadCatalogue();
  const profile = profileName.safeParse(target);
  if (profile.success) return profileModels(catalogue, profile.data);
  return [knownModel(catalogue, target)];
}

/** `carrel models import FILE` */
export async function importCommand(
  context: CommandContext,
  file: string,
  options: { readonly role?: ModelRole | undefined },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const input = {
      file: resolve(file),
      ...(options.role === undefined ? {} : { role: options.role }),
    };
    const model = unwrap(await client.call('importModel', input, { signal }));
    output.document(model);
    output.line(`${model.id} is in place, as a model to ${model.role}: ${model.file ?? ''}`);
    return exitCode.done;
  });
}

/** `carrel models remove ID` */
export async function removeModelCommand(context: CommandContext, id: string): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    unwrap(await client.call('removeModel', { id }, { signal }));
    output.document({ removed: id });
    output.line(`${id} is deleted.`);
    return exitCode.done;
  });
}

/** `carrel models verify` */
export async function verifyModelsCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { models } = unwrap(await client.call('verifyModels', {}, { signal }));
    output.document({ models });
    for (const model of models) {
      output.line(`${model.ok ? 'sound ' : 'DAMAGED'} ${model.id}  ${model.error?.message ?? ''}`);
    }
    if (models.length === 0) output.line('No model is installed. See: carrel models fetch tiny');
    return models.every(({ ok }) => ok) ? exitCode.done : exitCode.failed;
  });
}

/** `carrel models use ID` */
export async function useModelCommand(context: CommandContext, id: string): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { models } = unwrap(await client.call('listModels', {}, { signal }));
    const role = models.find((model) => model.id === id)?.role ?? 'answer';
    unwrap(await client.call('chooseModel', { role, id }, { signal }));
    const before = unwrap(await client.call('status', {}, { signal }));
    if (role === 'embed' && before.embedder !== null && before.embedder !== id) {
      output.note('Its vectors are made now; search goes on with those of the one before.');
      const onProgress = (progress: IngestProgress) => {
        output.progress(ingestLine(progress));
      };
      unwrap(await client.stream('followWork', {}, onProgress, { signal }));
      output.progressDone();
    }
    output.document({ role, id });
    output.line(`${id} is in use.`);
    return exitCode.done;
  });
}
