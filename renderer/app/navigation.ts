import { create } from 'zustand';
import type { Box, Span } from '../../src/contract/place.ts';

/** The pages of settings, in their order; named by `pages.<page>` of `settings`. */
export const settingsPages = [
  'models',
  'privacy',
  'general',
  'folders',
  'answers',
  'performance',
  'data',
  'shortcuts',
  'about',
] as const;
export type SettingsPage = (typeof settingsPages)[number];

/** What the middle pane shows. */
export type View =
  /** A conversation by its id, or one under way by the page's own key; null: a fresh question. */
  | { readonly kind: 'ask'; readonly conversation: string | null }
  /** Every question asked, with search, renaming and deletion. */
  | { readonly kind: 'history' }
  /** A question to every document, by its id; null: all of them, and a new one. */
  | { readonly kind: 'survey'; readonly survey: string | null }
  | { readonly kind: 'library'; readonly collection: string | null }
  | { readonly kind: 'settings'; readonly page: SettingsPage };

/** A place in a document, to be opened in the viewer. */
export interface ViewerTarget {
  readonly documentId: string;
  /** 1-based; null: where it was left. */
  readonly page: number | null;
  /** What Carrel read is to stand beside the original. */
  readonly reading?: true;
  /** What to mark; without it nothing is marked. */
  readonly mark?: {
    /** Ranges in the stored text of pages. */
    readonly spans: readonly Span[];
    /** Boxes where the format has them. */
    readonly boxes: readonly Box[];
    /** The words that must stand there, else nothing is marked and the viewer says so. */
    readonly quote: string;
    /** Number of the citation in the answer shown, if it comes from one. */
    readonly citation?: number;
  };
}

interface Place {
  readonly view: View;
  readonly viewer: ViewerTarget | null;
}

interface Navigation extends Place {
  readonly past: readonly Place[];
  /** The conversation shown last; the way back to it from other views. */
  readonly lastConversation: string | null;
  /** Grows with each wish to type a question; the field takes the focus when it does. */
  readonly askFocus: number;
  /** Changes the middle pane. */
  readonly go: (view: View) => void;
  /** Opens a place in the viewer; the pane before comes back with `back`. */
  readonly open: (target: ViewerTarget) => void;
  readonly closeViewer: () => void;
  readonly back: () => void;
  /** Puts the focus into the question's field, in the view of questions. */
  readonly focusAsk: () => void;
}

/** Places kept for going back. */
const MAX_PAST = 100;

/** Where the person is: the middle pane, the viewer, and the way back. */
export const useNavigation = create<Navigation>()((set) => ({
  view: { kind: 'ask', conversation: null },
  viewer: null,
  past: [],
  lastConversation: null,
  askFocus: 0,
  go: (view) => {
    set((now) => ({ ...viewed(now, view), past: pastOf(now) }));
  },
  open: (viewer) => {
    set((now) => ({ viewer, past: pastOf(now) }));
  },
  closeViewer: () => {
    set((now) => ({ viewer: null, past: pastOf(now) }));
  },
  back: () => {
    set((now) => {
      const last = now.past.at(-1);
      if (last === undefined) return {};
      return { ...last, ...viewed(now, last.view), past: now.past.slice(0, -1) };
    });
  },
  focusAsk: () => {
    set((now) => {
      const askFocus = now.askFocus + 1;
      if (now.view.kind === 'ask') return { askFocus };
      const view: View = { kind: 'ask', conversation: now.lastConversation };
      return { ...viewed(now, view), past: pastOf(now), askFocus };
    });
  },
}));

function pastOf({ view, viewer, past }: Navigation): readonly Place[] {
  return [...past, { view, viewer }].slice(-MAX_PAST);
}

function viewed(
  { lastConversation }: Navigation,
  view: View,
): Pick<Navigation, 'view' | 'lastConversation'> {
  return { view, lastConversation: view.kind === 'ask' ? view.conversation : lastConversation };
}
