import type { engineRoutes } from '../../contract/engine-routes.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { unwrap } from '../../contract/result.ts';
import type { Handlers } from '../../contract/route.ts';
import { probeName, type ProbeResult } from '../../contract/system.ts';
import { runNativeProbes, runProbes } from '../../process/probes/index.ts';
import type { ProbeFinding } from '../../process/probe-schema.ts';
import { isolationInForce } from '../isolation.ts';
import { ifUsable } from '../model-service.ts';
import type { Services } from '../services.ts';
import { version } from '../version.ts';

type SystemHandlers = Pick<
  Handlers<typeof engineRoutes>,
  'status' | 'inspectHardware' | 'probeIsolation'
>;

/** Handlers of the engine's own state. */
export function systemHandlers(services: Services): SystemHandlers {
  const { store, ingest, inference, parsers, ocr, environment } = services;
  return {
    async status() {
      const counts = store.counts();
      return {
        version,
        home: environment.CARREL_HOME,
        documents: counts.documents,
        byStatus: store.byStatus(),
        passages: counts.passages,
        vectors: counts.vectors,
        embedder: (await ifUsable(services.models.embedder()))?.id ?? null,
        answerer: (await ifUsable(services.models.writer()))?.spec.id ?? null,
        isolation: isolationInForce(environment.CARREL_ISOLATION),
        working: ingest.working,
        progress: ingest.working ? ingest.progress() : null,
        problem: ingest.problem,
        energy: services.energy.report(),
      };
    },

    async inspectHardware() {
      return await services.placement.hardware();
    },

    async probeIsolation(targets) {
      const from = (name: ProbeResult['from'], findings: readonly ProbeFinding[]) =>
        findings.map((finding) => ({ ...finding, from: name }));
      // One after the other: a probe's traffic must be told from another process's.
      const own = from('engine', await runProbes(targets));
      const native = from('engine-native', await runNativeProbes(targets));
      const inferred = await tried(
        async () => unwrap(await inference.client.call('probe', targets)).findings,
      );
      const parsed = await tried(async () => await parsers.probe(targets));
      const recognised = await tried(async () => await ocr.probe(targets));
      return {
        results: [
          ...own,
          ...native,
          ...from('inference', inferred),
          ...from('parser', parsed),
          ...from('ocr', recognised),
        ],
      };
    },
  };
}

/** What a process found; of one that cannot be started, that nothing could be tried, and why. */
async function tried(
  probing: () => Promise<readonly ProbeFinding[]>,
): Promise<readonly ProbeFinding[]> {
  try {
    return await probing();
  } catch (error) {
    if (!(error instanceof CarrelFailure)) throw error;
    return probeName.options.map((probe) => ({ probe, outcome: 'not-run', detail: error.code }));
  }
}
