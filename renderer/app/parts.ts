import { lazyPart } from '../ui/lazy-part.tsx';

const viewing = () => import('../viewer/viewer.tsx');
const viewer = lazyPart(async () => (await viewing()).Viewer);
const history = lazyPart(async () => (await import('../ask/history/history-view.tsx')).HistoryView);
const library = lazyPart(async () => (await import('../library/library-view.tsx')).LibraryView);
const survey = lazyPart(async () => (await import('../survey/survey-view.tsx')).SurveyView);
const settings = lazyPart(async () => (await import('../settings/settings-view.tsx')).SettingsView);
const palette = lazyPart(async () => (await import('../palette/palette-dialog.tsx')).PaletteDialog);

/** Parts of the window that are not needed before one can ask: they come a moment after the page. */
export const Viewer = viewer.Part;
export const HistoryView = history.Part;
export const LibraryView = library.Part;
export const SurveyView = survey.Part;
export const SettingsView = settings.Part;
export const PaletteDialog = palette.Part;

/** Loads them, so that opening one waits for nothing and nothing typed on the way is lost. */
export function loadParts(): void {
  // One that fails is tried again, and its failure shown, when it is opened.
  void Promise.allSettled(
    [palette, viewer, library, settings, history, survey].map(({ load }) => load()),
  );
  void prepareDocuments();
}

async function prepareDocuments(): Promise<void> {
  try {
    const { prepareToOpen } = await viewing();
    prepareToOpen();
  } catch {
    // The viewer says so when it is opened.
  }
}
