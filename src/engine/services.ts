import { availableParallelism } from 'node:os';
import { createAnswerer, type Answerer } from '../answer/answerer.ts';
import { unwrap } from '../contract/result.ts';
import type { inferenceRoutes } from '../inference/routes.ts';
import { createParserPool, type ParserPool } from '../ingest/parser-pool.ts';
import { DeniedErasure } from '../ingest/denied-erasure.ts';
import { FolderWatcher } from '../ingest/folder-watcher.ts';
import { Ingest } from '../ingest/ingest.ts';
import { createOcrPool, type OcrPool } from '../ingest/ocr-pool.ts';
import { markAway } from '../ingest/vanished.ts';
import { PARSER_VERSION } from '../parse/registry.ts';
import type { Supervised } from '../process/supervise.ts';
import { createRetriever, type Retriever } from '../retrieve/retriever.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/types/store.ts';
import { embedTexts } from './embedding.ts';
import type { EngineEnvironment } from './environment.ts';
import { superviseInference } from './inference-process.ts';
import { EnergyService } from './energy/energy-service.ts';
import { EnergyMeter } from './energy/meter.ts';
import { processTimes } from './energy/process-times.ts';
import { describeException, log } from './log.ts';
import { Importer } from './importer.ts';
import { ModelPlacement } from './model-placement.ts';
import { ifUsable, ModelService } from './model-service.ts';
import { parserConfinement } from './parser-process.ts';
import { SettingsService } from './settings-service.ts';
import { askOneDocument } from '../survey/read/ask-document.ts';
import { SurveyRunner } from '../survey/runner.ts';

/** Most parsers at the same time; each may hold a file of hundreds of megabytes. */
const MAX_PARSERS = 4;

/** Everything the handlers work with. */
export interface Services {
  readonly environment: EngineEnvironment;
  readonly store: Store;
  readonly models: ModelService;
  readonly settings: SettingsService;
  readonly placement: ModelPlacement;
  readonly inference: Supervised<typeof inferenceRoutes>;
  readonly parsers: ParserPool;
  readonly ocr: OcrPool;
  readonly ingest: Ingest;
  readonly importer: Importer;
  readonly watcher: FolderWatcher;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly surveys: SurveyRunner;
  readonly energy: EnergyService;
  dispose(): Promise<void>;
}

/**
 * Opens the data folder and puts the services together; no model is loaded and no other process
 * started before it is needed.
 *
 * @throws CarrelFailure the store's reasons, such as `home-in-use`.
 */
export async function openServices(environment: EngineEnvironment): Promise<Services> {
  const home = environment.CARREL_HOME;
  const store = await openStore(home);
  const models = new ModelService(store, home);
  const settings = new SettingsService(store);
  const inference = superviseInference({
    temporary: environment.TMPDIR,
    gpu: environment.CARREL_GPU,
    acceleration: () => settings.acceleration(environment),
    log,
  });
  // One core is left to the models and the person.
  const size = Math.max(1, Math.min(MAX_PARSERS, availableParallelism() - 1));
  const parsers = createParserPool({ size, ...parserConfinement() });
  const ocr = createOcrPool({ size, ...parserConfinement() });

  const processorSeconds = processTimes(inference, [parsers, ocr]);
  const logFailure = (what: string, error: unknown): void => {
    log(`${what}: ${describeException(error)}`);
  };
  const energy = new EnergyService(store, new EnergyMeter({ processorSeconds }));

  const ingest = new Ingest({
    store,
    home,
    parserVersion: PARSER_VERSION,
    ignoring: () => settings.read(),
    readers: size,
    parse: (input, onEvent, options) => parsers.parse(input, onEvent, options),
    unpack: (origin, read, options) => parsers.unpack(origin, read, options),
    recognisers: size,
    recognise: (file, request, signal) => ocr.recognise(file, request, signal),
    languages: () => settings.read().ocrLanguages,
    caughtUp: () => models.adoptEmbedder(),
    log: logFailure,
    atWork: {
      begins: () => {
        energy.readingBegins();
      },
      ends: (pages) => {
        energy.readingEnds(pages);
      },
    },
    embed: async (texts, signal, embedder) => {
      const model = await models.embedder(embedder);
      if (model === undefined) return undefined;
      return await embedTexts(inference.client, model, {
        texts,
        kind: 'passage',
        priority: 'background',
        signal,
      });
    },
  });

  const watcher = new FolderWatcher({
    folders: () => store.library.watchedSources(),
    rescan: (folder, signal) => ingest.add([folder.path], folder.collection, signal, 'watcher'),
    names: () => settings.read(),
    log: logFailure,
    away: ({ path, collection }) => markAway(store, path, collection),
  });
  watcher.update();
  const deniedErasure = new DeniedErasure({
    store,
    days: () => settings.read().eraseDeniedAfterDays,
  });
  const importer = new Importer({ library: store.library, ingest, watcher, log: logFailure });

  const embedForPerson = async (
    texts: readonly string[],
    kind: 'query' | 'passage',
    signal?: AbortSignal,
  ): Promise<Float32Array[] | undefined> => {
    const model = await models.embedder();
    if (model === undefined) return undefined;
    return await embedTexts(inference.client, model, { texts, kind, priority: 'person', signal });
  };
  const retriever = createRetriever({
    store,
    embedQuery: async (text, signal) => (await embedForPerson([text], 'query', signal))?.[0],
    rerank: async (query, text, signal) => {
      const model = await models.reranker();
      if (model === undefined) return undefined;
      const call = { model, query, texts: [text] };
      return unwrap(await inference.client.call('rerank', call, signal && { signal })).scores[0];
    },
  });
  const answerer = createAnswerer({
    store,
    search: (query) => retriever.search({ ...query, rerank: true }),
    // The search has said by then why there are no vectors; words can be quoted without.
    embed: (texts, kind, signal) => ifUsable(embedForPerson(texts, kind, signal)),
    inference: inference.client,
    writer: () => models.writer(),
    calibration: () => models.calibration(),
    embedder: async () => (await ifUsable(models.embedder()))?.id,
  });

  const surveys = new SurveyRunner({
    store,
    log: logFailure,
    ask: askOneDocument(
      store,
      () => models.calibration(),
      async (texts, kind, signal) => {
        const model = await ifUsable(models.embedder());
        if (model === undefined) return undefined;
        const priority = 'background';
        return await embedTexts(inference.client, model, { texts, kind, priority, signal });
      },
    ),
  });

  return {
    environment,
    store,
    models,
    settings,
    placement: new ModelPlacement({
      settings,
      environment,
      configure: (acceleration) => inference.client.call('configure', acceleration),
    }),
    inference,
    parsers,
    ocr,
    ingest,
    importer,
    watcher,
    retriever,
    answerer,
    surveys,
    energy,
    async dispose() {
      await Promise.all([
        watcher.dispose(),
        importer.dispose(),
        surveys.dispose(),
        deniedErasure.dispose(),
      ]);
      await ingest.dispose();
      await energy.settled();
      await Promise.all([parsers.dispose(), ocr.dispose(), inference.dispose()]);
      await store.close();
    },
  };
}
