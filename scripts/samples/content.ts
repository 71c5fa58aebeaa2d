/** A table of a sample document. */
export interface SampleTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a sample document, with its heading. */
export interface Section {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly bullets?: readonly string[];
  readonly table?: SampleTable;
}

/** A whole sample document, for the formats that sections are rendered to. */
export interface SampleDocument {
  readonly file: string;
  readonly title: string;
  readonly sections: readonly Section[];
}
