import { z } from 'zod';
import { documentEntry, documentStatus, ingestProgress } from './documents.ts';
import { contractError } from './errors.ts';
import { request, stream } from './route.ts';

const nothing = z.strictObject({});
const documentId = z.string().regex(/^\d{1,15}$/u);

/** Largest part of a file that travels in one message, in bytes before base64. */
export const maxPartBytes = 512 * 1024;

/** A collection's name: shown as it is, so no control or direction characters. */
export const collectionName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);

export const collectionEntry = z.strictObject({
  name: z.string(),
  documents: z.number().int(),
  bytes: z.number(),
});
export type CollectionEntry = z.infer<typeof collectionEntry>;

/** Which documents the library shows; absent fields do not restrict. */
export const libraryFilter = z.strictObject({
  collection: z.string().optional(),
  /** Absolute path: everything below it. */
  folder: z.string().optional(),
  status: z.array(documentStatus).max(10).optional(),
  type: z.array(z.string()).max(100).optional(),
  /** Part of the name or path, without regard to case or accents. */
  find: z.string().max(500).optional(),
});
export type LibraryFilter = z.infer<typeof libraryFilter>;

export const librarySort = z.strictObject({
  by: z.enum(['name', 'type', 'pages', 'status', 'bytes', 'modified', 'added']),
  descending: z.boolean(),
});
export type LibrarySort = z.infer<typeof librarySort>;

/** A document in the library, with what the page shows beside `list`'s fields. */
export const libraryRow = documentEntry.extend({
  /** A copy kept in the data folder (dropped into a browser), not a file elsewhere. */
  kept: z.boolean(),
});
export type LibraryRow = z.infer<typeof libraryRow>;

/** What a reader needs to open a document. */
export const documentDetail = z.strictObject({
  entry: libraryRow,
  /** The file on the disk: the document itself, or the archive or mail at the top that holds it. */
  file: z.string(),
  title: z.string(),
  author: z.string(),
  /** ISO 8601, or an empty string. */
  created: z.string(),
  pages: z.number().int(),
  /** What the pages are: of paper, slides, or parts of a document without pages. */
  unit: z.enum(['page', 'slide', 'part']),
  /** `same`: the file is as Carrel read it; otherwise only what Carrel read can be shown. */
  original: z.enum(['same', 'changed', 'missing', 'denied']),
  /** Headings in reading order, the first 2,000. */
  outline: z.array(
    z.strictObject({ heading: z.string(), level: z.number().int(), page: z.number().int() }),
  ),
});
export type DocumentDetail = z.infer<typeof documentDetail>;

/** Hits of words in one document, best first. */
export const foundDocument = z.strictObject({
  documentId: z.string(),
  document: z.string(),
  path: z.string(),
  type: z.string(),
  /** The name or path itself holds the words. */
  nameMatches: z.boolean(),
  hits: z.array(
    z.strictObject({
      /** 1-based page of the stored document. */
      page: z.number().int(),
      /** Range of the first match in the page's text. */
      start: z.number().int(),
      end: z.number().int(),
      /** One line of text around the match, word for word. */
      snippet: z.string(),
      /** Ranges of the matches within `snippet`. */
      marks: z.array(z.strictObject({ start: z.number().int(), end: z.number().int() })),
    }),
  ),
});
export type FoundDocument = z.infer<typeof foundDocument>;

/** What the status line and the library follow. */
export const libraryState = z.strictObject({
  /** Grows with every change to the library; a reader asks again when it differs. */
  revision: z.number().int(),
  documents: z.number().int(),
  byStatus: z.partialRecord(documentStatus, z.number().int()),
  /** Documents that wait and were never read: what `cancelQueued` takes out. */
  unread: z.number().int(),
  work: z.enum(['idle', 'running', 'paused']),
  progress: ingestProgress.nullable(),
  /** What stopped reading as a whole, until it is begun again. */
  problem: contractError.nullable(),
});
export type LibraryState = z.infer<typeof libraryState>;

export const sourceEntry = z.strictObject({
  /** The added folder. */
  path: z.string(),
  collection: z.string(),
  documents: z.number().int(),
  watched: z.boolean(),
});
export type SourceEntry = z.infer<typeof sourceEntry>;

/** The library: collections, the table of documents, opening, removing with undo, kept copies. */
export const libraryRoutes = {
  listCollections: request({
    input: nothing,
    output: z.strictObject({ collections: z.array(collectionEntry) }),
  }),
  /** An empty collection; `invalid-input` where the name is taken. */
  createCollection: request({ input: z.strictObject({ name: collectionName }), output: nothing }),
  renameCollection: request({
    input: z.strictObject({ name: z.string(), to: collectionName }),
    output: nothing,
  }),
  /** Erases the collection and its documents. */
  deleteCollection: request({
    input: z.strictObject({ name: z.string() }),
    output: z.strictObject({ removed: z.number().int() }),
  }),
  /** A window of the library, filtered and sorted. */
  browseDocuments: request({
    input: z.strictObject({
      filter: libraryFilter.default({}),
      sort: librarySort.default({ by: 'name', descending: false }),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    output: z.strictObject({
      documents: z.array(libraryRow),
      /** Documents that pass the filter. */
      total: z.number().int(),
      /** Types and statuses among the documents of the collection, for the filters' menus. */
      types: z.array(z.string()),
      byStatus: z.partialRecord(documentStatus, z.number().int()),
    }),
  }),
  readDocument: request({ input: z.strictObject({ documentId }), output: documentDetail }),
  /**
   * A part of the file itself, base64, or of the PDF that a picture is shown by; the file must be as Carrel read it (`file-changed`,
   * `path-missing`, `access-denied`).
   */
  readOriginal: request({
    input: z.strictObject({
      documentId,
      offset: z.number().int().min(0),
      length: z.number().int().min(1).max(maxPartBytes),
    }),
    output: z.strictObject({ bytes: z.base64(), total: z.number().int() }),
  }),
  /** Exact hits of words and "phrases", grouped by document; no model is needed. */
  findWords: request({
    input: z.strictObject({
      words: z.string().min(1).max(1000),
      filter: libraryFilter.default({}),
      /** Documents returned. */
      limit: z.number().int().min(1).max(50).default(8),
    }),
    output: z.strictObject({ documents: z.array(foundDocument), milliseconds: z.number() }),
  }),
  /** What a removal would take along. */
  removalImpact: request({
    input: z.strictObject({ targets: z.array(z.string().min(1)).min(1).max(10_000) }),
    output: z.strictObject({
      documents: z.number().int(),
      /** Stored answers that quote one of them and would be redacted. */
      answers: z.number().int(),
    }),
  }),
  /**
   * Takes documents out of the library and of every search at once, and erases them after a while
   * unless that is undone. Survives a restart: what is due is erased at the next start.
   */
  scheduleRemoval: request({
    input: z.strictObject({
      targets: z.array(z.string().min(1)).min(1).max(10_000),
      /** Time for Undo. */
      seconds: z.number().int().min(0).max(60).default(10),
    }),
    output: z.strictObject({ removal: z.string(), documents: z.number().int() }),
  }),
  /** `not-found` once the erasure has begun. */
  undoRemoval: request({
    input: z.strictObject({ removal: z.string() }),
    output: z.strictObject({ restored: z.number().int() }),
  }),
  /** Pauses or goes on with reading and embedding; kept over restarts. */
  setWork: request({ input: z.strictObject({ paused: z.boolean() }), output: nothing }),
  /**
   * Takes out of the library what is queued and was never read, and ends the looking for more. With
   * paths only what is at or below them in a collection, and other imports go on.
   */
  cancelQueued: request({
    input: z.strictObject({
      within: z
        .strictObject({
          paths: z.array(z.string().min(1)).min(1).max(10_000),
          collection: z.string(),
        })
        .optional(),
    }),
    output: z.strictObject({ dropped: z.number().int() }),
  }),
  /** Emits the library's state now and after each change (at most four times a second). */
  followLibrary: stream({ input: nothing, chunk: libraryState, output: nothing, endless: true }),
  /** Added folders. */
  listSources: request({
    input: nothing,
    output: z.strictObject({ sources: z.array(sourceEntry) }),
  }),
  /** Keeps up with a folder's changes, or stops doing so. */
  watchSource: request({
    input: z.strictObject({
      path: z.string().min(1),
      collection: z.string(),
      watched: z.boolean(),
    }),
    output: nothing,
  }),
  /**
   * Takes in one part of a file dropped into a browser, kept as a copy in the data folder. Parts
   * come in order; the answer to the last names the copy's path, which can then be added.
   */
  keepCopy: request({
    input: z.strictObject({
      /** Names one drop, whose folder structure is kept. */
      upload: z.uuid(),
      /** Path below the dropped folder, or the file's name; `/`-separated. */
      name: z.string().min(1).max(1000),
      /** Where it is going to be added: there it takes the place of a copy that was not read. */
      collection: collectionName,
      offset: z.number().int().min(0),
      bytes: z.base64(),
      last: z.boolean(),
      /** Milliseconds since the epoch. */
      modified: z.number(),
    }),
    output: z.strictObject({
      /** Absolute path of the copy once it is whole. */
      path: z.string().nullable(),
      /** What is to be added when all files are there: the folder of a drop, or this copy alone. */
      add: z.string(),
      /** Ids of documents of the same name and other text that were dropped before; they stay. */
      namesakes: z.array(z.string()),
    }),
  }),
  /** Erases the copies of a drop that was given up; those added to the library stay. */
  discardCopies: request({ input: z.strictObject({ upload: z.uuid() }), output: nothing }),
} as const;
