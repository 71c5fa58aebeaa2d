import type { SettingsPage } from '../app/navigation.ts';

/** The pages of settings. */
export function SettingsView({ page }: { readonly page: SettingsPage }) {
  return <section data-page={page} />;
}
