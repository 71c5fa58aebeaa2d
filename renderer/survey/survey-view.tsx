import { Start } from './start/start.tsx';
import { SurveyTable } from './table/survey-table.tsx';

/** Questions to every document: a new one and those kept, or the table of one. */
export function SurveyView({ survey }: { readonly survey: string | null }) {
  return survey === null ? <Start /> : <SurveyTable key={survey} id={survey} />;
}
