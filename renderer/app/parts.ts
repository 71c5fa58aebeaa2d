import { lazy } from 'react';

const viewing = () => import('../viewer/viewer.tsx');
const viewer = async () => ({ default: (await viewing()).Viewer });
const history = async () => ({
  default: (await import('../ask/history/history-view.tsx')).HistoryView,
});
const library = async () => ({
  default: (await import('../library/library-view.tsx')).LibraryView,
});
const survey = async () => ({ default: (await import('../survey/survey-view.tsx')).SurveyView });
const settings = async () => ({
  default: (await import('../settings/settings-view.tsx')).SettingsView,
});
const palette = async () => ({
  default: (await import('../palette/palette-dialog.tsx')).PaletteDialog,
});

/** Parts of the window that are not needed before one can ask: they come a moment after the page. */
export const Viewer = lazy(viewer);
export const HistoryView = lazy(history);
export const LibraryView = lazy(library);
export const SurveyView = lazy(survey);
export const SettingsView = lazy(settings);
export const PaletteDialog = lazy(palette);

/** Loads them, so that opening one waits for nothing and nothing typed on the way is lost. */
export function loadParts(): void {
  for (const load of [palette, viewer, library, settings, history, survey]) void load();
  void prepareDocuments();
}

async function prepareDocuments(): Promise<void> {
  const { prepareToOpen } = await viewing();
  prepareToOpen();
}
