import type { AnswerMode } from '../../contract/answers.ts';
import type { Scope, SearchMode } from '../../contract/documents.ts';
import { unwrap } from '../../contract/result.ts';
import { answerLines, coverageLine, placeLabel } from '../answer-text.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { answerJson, passageJson } from '../json.ts';

/** Characters of a passage shown on a terminal. */
const SHOWN = 300;

/** `carrel search "WORDS"` */
export async function searchCommand(
  context: CommandContext,
  words: string,
  options: { readonly k: number; readonly mode: SearchMode; readonly scope: Scope },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const { passages, coverage, milliseconds, fallback } = unwrap(
      await client.call(
        'search',
        {
          words,
          limit: options.k,
          mode: options.mode,
          scope: options.scope,
          neighbours: true,
          rerank: true,
        },
        { signal },
      ),
    );
    output.document({ passages: passages.map((passage) => passageJson(passage)) });
    passages.forEach((passage, index) => {
      output.line(`${index + 1}. ${placeLabel(passage)}  (${passage.score.toFixed(2)})`);
      const text = passage.text.replaceAll(/\s+/gu, ' ');
      output.line(`   ${text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text}`);
    });
    if (passages.length === 0) output.line('Nothing found.');
    output.line(`${coverageLine(coverage)} ${milliseconds.toFixed(0)} ms.`);
    if (fallback !== null) output.note(fallback.message);
    return passages.length === 0 ? exitCode.notFound : exitCode.done;
  });
}

/** `carrel ask "QUESTION"` */
export async function askCommand(
  context: CommandContext,
  question: string,
  options: { readonly mode?: AnswerMode | undefined; readonly scope: Scope },
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const answer = unwrap(
      await client.stream(
        'ask',
        {
          question,
          scope: options.scope,
          ...(options.mode === undefined ? {} : { mode: options.mode }),
        },
        (chunk) => {
          if (chunk.kind === 'checking') output.progress(`checking sentence ${chunk.sentence}`);
          else if (chunk.kind === 'passages') output.progress('reading the passages found');
        },
        { signal },
      ),
    );
    output.progressDone();
    output.document(answerJson(answer));
    if (output.json && answer.fallback !== null) output.note(answer.fallback.message);
    for (const line of answerLines(answer)) output.line(line);
    return answer.found ? exitCode.done : exitCode.notFound;
  });
}
