import type { Answer, Citation } from '../contract/answers.ts';
import type { PassageHit } from '../contract/documents.ts';

// The shapes that scripts rely on: fixed here, whatever is added to the contract.

/** A passage as `search`, `ask` and `eval` print it with `--json`. */
export function passageJson(hit: PassageHit): object {
  const { document, path, page, place, start, end, text, heading, score, boxes } = hit;
  return { document, path, page, place, start, end, text, heading, score, boxes };
}

function citationJson(citation: Citation): object {
  const { n, document, path, page, place, start, end, quote, boxes, checked } = citation;
  const { recognised = false, doubtful = [], copyOf = null } = citation;
  return {
    n,
    document,
    path,
    page,
    place,
    start,
    end,
    quote,
    boxes,
    checked,
    recognised,
    doubtful,
    copyOf,
  };
}

/** An answer as `ask --json` prints it; why it fell back to quotes goes to the error output. */
export function answerJson(full: Answer): object {
  const { verdict, found, mode, coverage, answer, sentences, model, timings, energy } = full;
  return {
    verdict,
    found,
    mode,
    coverage,
    answer,
    sentences,
    citations: full.citations.map((citation) => citationJson(citation)),
    passages: full.passages.map((passage) => passageJson(passage)),
    ...(full.catalogue === undefined ? {} : { catalogue: full.catalogue }),
    model,
    timings,
    energy,
  };
}
