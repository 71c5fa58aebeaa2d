import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Scope } from '../../contract/documents.ts';
import type { EngineRoutes } from '../../contract/engine-routes.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { unwrap } from '../../contract/result.ts';
import type { Client } from '../../contract/route.ts';
import type { UiLanguage } from '../../contract/settings.ts';
import type { SurveyEntry, SurveyFormat, SurveyRow } from '../../contract/surveys.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { refuseUnwritable, writeNewFile } from '../new-file.ts';
import {
  silentLines,
  statesNothing,
  surveyHead,
  surveyRowLines,
  surveySummary,
} from '../survey-text.ts';

export interface SurveyOptions {
  readonly scope: Scope;
  readonly fields?: readonly string[] | undefined;
  readonly export?: string | undefined;
  readonly language: UiLanguage;
  readonly new: boolean;
}

/** Tables looked through for one to go on with. */
const REMEMBERED = 200;

/** `carrel survey "QUESTION"` */
export async function surveyCommand(
  context: CommandContext,
  question: string,
  options: SurveyOptions,
): Promise<ExitCode> {
  const { output, signal } = context;
  const format = options.export === undefined ? undefined : formatOf(options.export);
  const file = options.export === undefined ? undefined : resolve(options.export);
  // Before hours of reading.
  if (file !== undefined) refuseUnwritable(file);
  return withEngine(context, async (client) => {
    const begun = await begin(client, question, options, signal);
    const survey = await follow(client, begun, context);
    output.progressDone();
    if (format !== undefined && file !== undefined) {
      // Before anything is shown: who reads what is shown may close the pipe, which ends the command.
      await exportTo(client, survey.id, { file, format, language: options.language }, signal);
    }
    const rows: SurveyRow[] = [];
    for (const line of surveyHead(survey)) output.line(line);
    let shown = 0;
    const silent: string[] = [];
    for await (const row of rowsOf(client, survey.id, signal)) {
      if (output.json) rows.push(row);
      else if (statesNothing(row)) silent.push(row.document);
      else for (const line of surveyRowLines(survey, row)) output.line(line);
      shown += 1;
    }
    for (const line of silentLines(silent)) output.line(line);
    for (const line of surveySummary(survey, shown)) output.line(line);
    if (file !== undefined) output.line(`Written to ${file}`);
    output.document({ survey, rows, ...(file === undefined ? {} : { file }) });
    return survey.coverage.found > 0 ? exitCode.done : exitCode.notFound;
  });
}

function formatOf(file: string): SurveyFormat {
  if (/\.csv$/iu.test(file)) return 'csv';
  if (/\.xlsx$/iu.test(file)) return 'xlsx';
  throw new CarrelFailure('invalid-input', 'The file to write must end in .csv or .xlsx.', {
    file,
  });
}

/** The same question that was cut short is gone on with; else it is begun. */
async function begin(
  client: Client<EngineRoutes>,
  question: string,
  { scope, fields, new: anew }: SurveyOptions,
  signal: AbortSignal,
): Promise<SurveyEntry> {
  const { surveys } = unwrap(await client.call('listSurveys', { limit: REMEMBERED }, { signal }));
  const unfinished = surveys.find(
    (one) =>
      (one.state === 'paused' || one.state === 'running') &&
      one.question === question.trim() &&
      isDeepStrictEqual(one.scope, scope) &&
      (fields === undefined ||
        one.columns
          .filter(({ role }) => role === 'field')
          .map(({ name }) => name)
          .join('\n') === fields.map((field) => field.trim()).join('\n')),
  );
  if (unfinished !== undefined && !anew) {
    const input = { id: unfinished.id, action: 'resume' } as const;
    return unwrap(await client.call('controlSurvey', input, { signal }));
  }
  const input = { question, scope, ...(fields === undefined ? {} : { fields: [...fields] }) };
  return unwrap(await client.call('startSurvey', input, { signal }));
}

/** Reports progress until the table is whole; Ctrl-C pauses it. */
async function follow(
  client: Client<EngineRoutes>,
  { id }: SurveyEntry,
  { output, signal }: CommandContext,
): Promise<SurveyEntry> {
  const followed = await client.stream(
    'followSurvey',
    { id },
    ({ coverage, current }) => {
      const { read, failed, inScope } = coverage;
      output.progress(`${read + failed} of ${inScope} documents  ${current}`);
    },
    { signal },
  );
  if (signal.aborted) await client.call('controlSurvey', { id, action: 'pause' });
  return unwrap(followed);
}

async function* rowsOf(
  client: Client<EngineRoutes>,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<SurveyRow> {
  for (let offset = 0; ;) {
    const { rows, total } = unwrap(await client.call('readSurvey', { id, offset }, { signal }));
    yield* rows;
    offset += rows.length;
    if (rows.length === 0 || offset >= total) return;
  }
}

async function exportTo(
  client: Client<EngineRoutes>,
  id: string,
  { file, format, language }: { file: string; format: SurveyFormat; language: UiLanguage },
  signal: AbortSignal,
): Promise<void> {
  await writeNewFile(file, async (append) => {
    unwrap(
      await client.stream(
        'exportSurvey',
        { id, format, language },
        ({ bytes }) => append(Buffer.from(bytes, 'base64')),
        { signal },
      ),
    );
  });
}
