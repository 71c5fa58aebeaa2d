import { resolve } from 'node:path';
import type { IngestProgress } from '../../contract/documents.ts';
import { CarrelFailure, type ContractError } from '../../contract/errors.ts';
import { profileName, type ModelEntry, type ModelRole } from '../../contract/models.ts';
import { unwrap } from '../../contract/result.ts';
import { loadCatalogue, profileModels, type CatalogueModel } from '../../models/catalogue.ts';
import { downloadToHome, knownModel } from '../../shell/download/home-models.ts';
import { withEngine, type CommandContext } from '../context.ts';
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

/** `carrel models import PATH`: a GGUF file, or all of them in a folder. */
export async function importCommand(
  context: CommandContext,
  path: string,
  options: { readonly role?: ModelRole | undefined },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const input = { path: resolve(path) };
    const { files } = unwrap(await client.call('findModelFiles', input, { signal }));
    if (files.length === 0) {
      throw new CarrelFailure('not-found', `There is no GGUF file in ${path}.`);
    }
    const role = options.role === undefined ? {} : { role: options.role };
    const models: ModelEntry[] = [];
    const problems: { readonly file: string; readonly error: ContractError }[] = [];
    for (const { path: file } of files) {
      const imported = await client.call('importModel', { file, ...role }, { signal });
      // Of one file the refusal is the command's; of many, one is told beside the others.
      if (files.length === 1) models.push(unwrap(imported));
      else if (imported.ok) models.push(imported.value);
      else problems.push({ file, error: imported.error });
    }
    output.document(files.length === 1 ? models[0] : { models, problems });
    for (const { id, role: used, file } of models) {
      output.line(`${id} is in place, as a model to ${used}: ${file ?? ''}`);
    }
    for (const { file, error } of problems)
      output.line(`  not imported: ${file} - ${error.message}`);
    return models.length === 0 ? exitCode.failed : exitCode.done;
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
