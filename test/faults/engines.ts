import type { DocumentEntry } from '../../src/contract/documents.ts';
import type { EngineRoutes } from '../../src/contract/engine-routes.ts';
import type { Client } from '../../src/contract/route.ts';
import { confine, describeIsolation, type SandboxPolicy } from '../../src/process/sandbox/index.ts';
import { startEngine, type Engine } from '../../src/shell/engine-host.ts';

/** A confined engine, as the doors start it. */
export async function openEngine(home: string, models: string): Promise<Engine> {
  const policy: SandboxPolicy = {
    network: 'none',
    writable: [home],
    readable: 'all',
    devices: 'none',
  };
  const engine = await startEngine({
    home,
    confine: (command) => confine(command, policy),
    env: {
      CARREL_ISOLATION: JSON.stringify(describeIsolation(policy)),
      CARREL_MODELS: models,
      CARREL_GPU: 'off',
    },
  });
  if (!engine.ok) throw new Error(`${engine.error.code}: ${engine.error.message}`);
  return engine.value;
}

/** All documents as the engine lists them; as far as it came, where it dies over it. */
export async function listed(client: Client<EngineRoutes>): Promise<DocumentEntry[]> {
  const documents: DocumentEntry[] = [];
  await client.stream('listDocuments', {}, (chunk) => {
    documents.push(...chunk.documents);
  });
  return documents;
}
