import type { LlamaModel, Token } from 'node-llama-cpp';

/** Tokens a model was trained to see around every text. */
export interface Specials {
  readonly begin: readonly Token[];
  readonly end: readonly Token[];
}

/**
 * How a GGUF file says its tokens' states become one vector: 1 their mean, 2 the first (CLS), 3 the
 * last. 0 or nothing keeps a vector a token; 4 is a ranking head.
 */
export function poolingOf(model: LlamaModel): number {
  return model.fileInfo.architectureMetadata.pooling_type ?? 0;
}

const poolingLast = 3;

/**
 * The special tokens around a text to embed, from the vocabulary's kind in the file's own header.
 *
 * - `wpm` (BERT WordPiece): `[CLS] text [SEP]`.
 * - `ugm` (Unigram) of an encoder of the BERT family (XLM-R: multilingual E5, BGE-M3, Arctic L v2):
 *   `<s> text </s>`. The library's string path leaves the `<s>` out, and with it the state that CLS
 *   pooling reads; with the mean of small E5 the cosine against the right vector is 0.86 to 0.999,
 *   the lower the shorter the text. The T5 family shares the vocabulary's kind, but has no `<s>`:
 *   there the flag decides.
 * - others (`spm`, `bpe`): as the file's flags say; a model pooled by its last token always gets
 *   its end token, because that token's state is the vector.
 */
export function wrapSpecials(model: LlamaModel): Specials {
  const { tokens } = model;
  const vocabulary: string = model.vocabularyType;
  const architecture: string = model.architecture;
  if (vocabulary === 'wpm') {
    return { begin: listed(tokens.bos), end: listed(tokens.sep ?? tokens.eos) };
  }
  if (vocabulary === 'ugm') {
    const begins = tokens.shouldPrependBosToken || !architecture.startsWith('t5');
    return { begin: begins ? listed(tokens.bos) : [], end: listed(tokens.eos) };
  }
  const pooledLast = poolingOf(model) === poolingLast;
  return {
    begin: tokens.shouldPrependBosToken ? listed(tokens.bos) : [],
    end: tokens.shouldAppendEosToken || pooledLast ? listed(tokens.eos) : [],
  };
}

function listed(token: Token | null): readonly Token[] {
  return token === null ? [] : [token];
}
