import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import type { DocumentEntry, SearchMode } from '../../contract/documents.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { unwrap } from '../../contract/result.ts';
import { summarise, type Outcome, type Summary } from '../../evaluation/judge.ts';
import { parseQuestions, type EvaluationQuestion } from '../../evaluation/question.ts';
import { evaluate, type Without } from '../../evaluation/run.ts';
import type { Estimate } from '../../evaluation/statistics.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { ingestLine } from '../text.ts';

export interface EvalOptions {
  readonly out: string;
  readonly mode: SearchMode;
  readonly answers: boolean;
  /** Index only the first so many documents, by name, and ask only what they answer. */
  readonly limit?: number | undefined;
  readonly without?: Without | undefined;
  readonly questions?: string | undefined;
}

/** `carrel eval FOLDER --out FILE.jsonl` */
export async function evalCommand(
  context: CommandContext,
  folder: string,
  options: EvalOptions,
): Promise<ExitCode> {
  const { output, signal } = context;
  const documentsFolder = resolve(folder, 'documents');
  const names = await listFiles(documentsFolder);
  const kept = options.limit === undefined ? names : names.slice(0, options.limit);
  const ownQuestions = within(await readQuestions(resolve(folder, 'questions.jsonl')), kept);
  const questions =
    options.questions === undefined
      ? ownQuestions
      : await readQuestions(resolve(options.questions));

  return withEngine(context, async (client) => {
    const paths =
      kept.length === names.length
        ? [documentsFolder]
        : kept.map((name) => join(documentsFolder, name));
    const added = unwrap(
      await client.stream('addDocuments', { paths }, (p) => output.progress(ingestLine(p)), {
        signal,
      }),
    );
    for (const problem of added.problems) {
      output.note(`${problem.document}: ${problem.reason?.message ?? problem.status}`);
    }
    const documents: DocumentEntry[] = [];
    unwrap(
      await client.stream('listDocuments', {}, (chunk) => {
        documents.push(...chunk.documents);
      }),
    );
    const file = createWriteStream(options.out);
    const outcomes: Outcome[] = [];
    const run = {
      client,
      documentsFolder,
      documents,
      questions,
      ownQuestions,
      mode: options.mode,
      answers: options.answers,
      without: options.without,
      foreign: options.questions !== undefined,
      signal,
    };
    for await (const { line, outcome } of evaluate(run)) {
      if (!file.write(`${JSON.stringify(line)}\n`)) await drained(file);
      outcomes.push(outcome);
      output.progress(`question ${outcomes.length} of ${questions.length}`);
    }
    file.end();
    await finished(file);
    output.progressDone();
    const summary = summarise(outcomes);
    output.document(summary);
    process.stderr.write(`${summaryLine(summary)}\n`);
    return exitCode.done;
  });
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((done) => {
    stream.once('drain', done);
  });
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted();
  } catch (cause) {
    throw new CarrelFailure(
      'path-missing',
      `${folder} cannot be read. An evaluation set is a folder with documents/ and questions.jsonl.`,
      { path: folder },
      { cause },
    );
  }
}

async function readQuestions(path: string): Promise<EvaluationQuestion[]> {
  try {
    return parseQuestions(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof CarrelFailure) throw cause;
    throw new CarrelFailure('path-missing', `${path} cannot be read.`, { path }, { cause });
  }
}

function within(questions: EvaluationQuestion[], names: readonly string[]): EvaluationQuestion[] {
  const kept = new Set(names.map((name) => name.replaceAll('\\', '/')));
  return questions.filter(({ sources }) => sources.every(({ document }) => kept.has(document)));
}

function figure(name: string, { value, low, high, n }: Estimate): string {
  if (n === 0) return `${name} none to judge`;
  return `${name} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

/** The summary as one line, each figure with its 95% interval. */
function summaryLine(summary: Summary): string {
  const parts = [
    `${summary.questions} questions`,
    figure('hit@1', summary.hit1),
    figure('hit@5', summary.hit5),
    figure('hit@10', summary.hit10),
    figure('MRR@10', summary.mrr10),
    figure('document hit@5', summary.documentHit5),
    `words of the first five ${summary.meanWordsOfFirst5.toFixed(0)}`,
    `p50 ${summary.p50Ms.toFixed(0)} ms`,
    `p95 ${summary.p95Ms.toFixed(0)} ms`,
  ];
  const { answers } = summary;
  if (answers !== undefined) {
    parts.push(
      figure('exact match', answers.exactMatch),
      figure('first quote holds answer', answers.firstQuoteHoldsAnswer),
      figure('first citation right', answers.firstCitationRight),
      figure('citation precision', answers.citationPrecision),
      figure('citation recall', answers.citationRecall),
      figure('abstained rightly', answers.abstainedRightly),
      figure('abstained wrongly', answers.abstainedWrongly),
    );
  }
  return parts.join(' | ');
}
