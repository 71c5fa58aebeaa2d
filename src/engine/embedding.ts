import { unwrap } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import type { inferenceRoutes, ModelSpec, Priority } from '../inference/routes.ts';

/** Texts in one message to the inference process. */
const TEXTS_PER_CALL = 16;

export interface Embedding {
  readonly texts: readonly string[];
  readonly kind: 'query' | 'passage';
  readonly priority: Priority;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unit-length vectors of texts, in order, by the inference process. Texts go over in small
 * messages, so that a person's request gets its turn between them.
 */
export async function embedTexts(
  inference: Client<typeof inferenceRoutes>,
  model: ModelSpec,
  { texts, kind, priority, signal }: Embedding,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += TEXTS_PER_CALL) {
    const batch = texts.slice(start, start + TEXTS_PER_CALL);
    const output = unwrap(
      await inference.call(
        'embed',
        { model, kind, texts: batch, priority },
        signal === undefined ? {} : { signal },
      ),
    );
    vectors.push(...output.vectors);
  }
  return vectors;
}
