// Entry of the inference process: the models' own process, started by the engine. It loads nothing
// until asked, so that it is ready in milliseconds.
import { serve } from '../contract/server.ts';
import { endWithParent, parentTransport } from '../process/channel.ts';
import { runProbes } from '../process/probes/index.ts';
import { createInference } from './handlers.ts';
import { inferenceRoutes } from './routes.ts';

const inference = createInference(async (targets) => ({
  findings: await runProbes(targets),
}));

// Nothing here outlives a call, so there is nothing to finish before the end.
endWithParent();

serve(inferenceRoutes, inference.handlers, parentTransport(), {
  onInternalError: (reference, error) => {
    // The name only: a message might quote a document.
    const name = error instanceof Error ? error.name : typeof error;
    process.stderr.write(`inference ${reference} ${name}\n`);
  },
});
