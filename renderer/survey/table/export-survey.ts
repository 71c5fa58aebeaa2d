import type { ContractError } from '../../../src/contract/errors.ts';
import type { UiLanguage } from '../../../src/contract/settings.ts';
import type { SurveyFormat } from '../../../src/contract/surveys.ts';
import type { DoorClient } from '../../engine/client.ts';

/** Saves a table as a file where the browser saves files; the error, or null. */
export async function exportSurvey(
  client: DoorClient,
  wanted: { readonly id: string; readonly format: SurveyFormat; readonly language: UiLanguage },
): Promise<ContractError | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const made = await client.stream('exportSurvey', wanted, ({ bytes }) => {
    parts.push(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)));
  });
  if (!made.ok) return made.error;
  const address = URL.createObjectURL(new Blob(parts, { type: made.value.type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = made.value.name;
  link.click();
  URL.revokeObjectURL(address);
  return null;
}
