import type { DocumentEntry } from '../../src/contract/documents.ts';
import type { EngineRoutes } from '../../src/contract/engine-routes.ts';
import type { Client } from '../../src/contract/route.ts';

/** All documents as the engine lists them; as far as it came, where it dies over it. */
export async function listed(client: Client<EngineRoutes>): Promise<DocumentEntry[]> {
  const documents: DocumentEntry[] = [];
  await client.stream('listDocuments', {}, (chunk) => {
    documents.push(...chunk.documents);
  });
  return documents;
}
