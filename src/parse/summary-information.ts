import { codePageDecoder, UTF_16 } from './code-pages.ts';
import type { DocumentFacts } from './flow-pages.ts';

/** Properties of the stream `\u0005SummaryInformation` ([MS-OLEPS] 2.16, 2.25) by their ids. */
const ids = { codePage: 1, title: 2, author: 4, created: 12 } as const;
const TEXT = 0x1e;
const WIDE_TEXT = 0x1f;
const TIME = 0x40;
/** A title or name is at most this long, in bytes. */
const MAX_TEXT = 4096;
/** 100 ns from 1601 to 1970. */
const EPOCH = 116_444_736_000_000_000n;

/** Title, author and date of creation of an office file from before 2007; damage is passed over. */
export function summaryFacts(stream: Uint8Array | undefined): DocumentFacts {
  if (stream === undefined || stream.length < 48) return {};
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length);
  const set = view.getUint32(44, true);
  if (set + 8 > stream.length) return {};
  const count = Math.min(200, view.getUint32(set + 4, true));
  const places = new Map<number, number>();
  for (let index = 0; index < count && set + 16 + 8 * index <= stream.length; index += 1) {
    places.set(
      view.getUint32(set + 8 + 8 * index, true),
      set + view.getUint32(set + 12 + 8 * index, true),
    );
  }
  const page = places.get(ids.codePage);
  const codePage =
    page !== undefined && page + 6 <= stream.length ? view.getUint16(page + 4, true) : 1252;
  return {
    title: textAt(view, places.get(ids.title), codePage),
    author: textAt(view, places.get(ids.author), codePage),
    created: timeAt(view, places.get(ids.created)),
  };
}

function textAt(view: DataView, at: number | undefined, codePage: number): string | undefined {
  if (at === undefined || at + 8 > view.byteLength) return undefined;
  const type = view.getUint32(at, true);
  if (type !== TEXT && type !== WIDE_TEXT) return undefined;
  const units = view.getUint32(at + 4, true);
  const length = Math.min(
    MAX_TEXT,
    type === WIDE_TEXT ? 2 * units : units,
    view.byteLength - at - 8,
  );
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 8, length);
  const wide = type === WIDE_TEXT || codePage === UTF_16;
  return codePageDecoder(wide ? UTF_16 : codePage)
    .decode(bytes)
    .split('\0')[0];
}

function timeAt(view: DataView, at: number | undefined): string | undefined {
  if (at === undefined || at + 12 > view.byteLength || view.getUint32(at, true) !== TIME) {
    return undefined;
  }
  const milliseconds = Number((view.getBigUint64(at + 4, true) - EPOCH) / 10_000n);
  const date = new Date(milliseconds);
  // Zero stands for a date that is not known.
  return milliseconds <= 0 || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
