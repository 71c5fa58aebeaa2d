import { z } from 'zod';
import { create } from 'zustand';

/** Widths of the panes, as a person left them. */
const layout = z.object({
  /** Pixels of the unfolded sidebar. */
  sidebar: z.number().min(180).max(360).default(240),
  /** Percent of the window for the viewer. */
  viewer: z.number().min(20).max(75).default(48),
  /** The sidebar is folded to a rail. */
  folded: z.boolean().default(false),
});
type Layout = z.infer<typeof layout>;

export const RAIL = 48;
export const defaultLayout: Layout = layout.parse({});

const KEY = 'carrel-layout';

/** The panes' widths, kept in this browser's storage. */
export const useLayout = create<Layout>()(() => readLayout());

useLayout.subscribe((now) => {
  localStorage.setItem(KEY, JSON.stringify(now));
});

function readLayout(): Layout {
  try {
    return layout.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // Another version's, or damaged: widths are not worth a message.
    return defaultLayout;
  }
}
