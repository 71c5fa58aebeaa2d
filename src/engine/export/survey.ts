import type { SurveyEntry, SurveyFormat } from '../../contract/surveys.ts';
import type { UiLanguage } from '../../contract/settings.ts';
import { toCsv } from './csv.ts';
import { fileName } from './file-name.ts';
import { labelsOf } from './labels.ts';
import { tableOf, type ReadRows } from './survey-table.ts';
import { toXlsx } from './xlsx.ts';

/** A file in the making; its parts fit messages of the contract. */
export interface ExportedTable {
  readonly name: string;
  readonly type: string;
  readonly parts: AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** A survey's table with every source, its labels in a language. */
export function exportSurvey(
  survey: SurveyEntry,
  read: ReadRows,
  { format, language }: { readonly format: SurveyFormat; readonly language: UiLanguage },
): ExportedTable {
  const table = tableOf(survey, read, labelsOf(language));
  const name = fileName(survey.question);
  switch (format) {
    case 'csv':
      return { name: `${name}.csv`, type: 'text/csv', parts: toCsv(table) };
    case 'xlsx':
      return {
        name: `${name}.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        parts: toXlsx(table),
      };
    default:
      return format satisfies never;
  }
}
