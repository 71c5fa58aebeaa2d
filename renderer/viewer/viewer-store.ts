import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Box, Span } from '../../src/contract/place.ts';

/** `fit-width` and `fit-page` follow the pane; a number is 1 for the real size. */
export type Zoom = 'fit-width' | 'fit-page' | number;

/** Where to go: the top of a page, a part of it, or what is to be seen on it. */
export interface Goal {
  readonly page: number;
  readonly fraction?: number;
  readonly boxes?: readonly Box[];
  readonly span?: Span;
}

export interface ViewerState {
  readonly pages: number;
  /** The page looked at, 1-based. */
  readonly page: number;
  readonly zoom: Zoom;
  /** The zoom in force, also while it follows the pane. */
  readonly scale: number;
  /** Clockwise degrees added by the reader. */
  readonly turn: number;
  readonly panel: 'none' | 'pages' | 'outline';
  /** "What Carrel read" stands beside the original. */
  readonly reading: boolean;
  readonly goal: Goal | null;
}

export type ViewerStore = StoreApi<ViewerState>;

export const ZOOM_STEPS = [0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4] as const;
const MIN_ZOOM = 0.25;
const MAX_ZOOM = 4;

/** The state of one open document. */
export function createViewerStore(): ViewerStore {
  return createStore<ViewerState>()(() => ({
    pages: 0,
    page: 1,
    zoom: 'fit-width',
    scale: 1,
    turn: 0,
    panel: 'none',
    reading: false,
    goal: null,
  }));
}

export const ViewerContext = createContext<ViewerStore | null>(null);

/** The store of the document this component belongs to. */
export function useViewerStore(): ViewerStore {
  const store = useContext(ViewerContext);
  if (store === null) throw new Error('rendered outside of the viewer');
  return store;
}

/** A part of the viewer's state. */
export function useViewer<T>(select: (state: ViewerState) => T): T {
  return useStore(useViewerStore(), select);
}

/** Goes to a page, brought into the document's bounds. */
export function goToPage(store: ViewerStore, page: number): void {
  const { pages } = store.getState();
  store.setState({ goal: { page: Math.min(Math.max(1, pages), Math.max(1, page)) } });
}

/** The next step of zoom in a direction. */
export function stepZoom(store: ViewerStore, direction: 1 | -1): void {
  const { scale } = store.getState();
  const steps = direction > 0 ? ZOOM_STEPS : ZOOM_STEPS.toReversed();
  const next = steps.find((step) => (step - scale) * direction > 0.01);
  if (next !== undefined) store.setState({ zoom: next });
}

/** Zooms by a factor within bounds. */
export function zoomBy(store: ViewerStore, factor: number): void {
  const { scale } = store.getState();
  store.setState({ zoom: Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, scale * factor)) });
}
