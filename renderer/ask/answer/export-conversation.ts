import type { ExportFormat } from '../../../src/contract/conversations.ts';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { UiLanguage } from '../../../src/contract/settings.ts';
import type { DoorClient } from '../../engine/client.ts';

/** Saves a conversation as a file where the browser saves files; tells the error, or null. */
export async function exportConversation(
  client: DoorClient,
  wanted: { readonly id: string; readonly format: ExportFormat; readonly language: UiLanguage },
  told: (error: ContractError | null) => void,
): Promise<void> {
  const made = await client.call('exportConversation', wanted);
  told(made.ok ? null : made.error);
  if (!made.ok) return;
  const { name, type, bytes } = made.value;
  const decoded = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([decoded], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
