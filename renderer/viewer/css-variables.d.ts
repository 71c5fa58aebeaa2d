import 'react';

declare module 'react' {
  interface CSSProperties {
    /** CSS pixels a point; pdf.js's text layer sizes itself by it. */
    '--total-scale-factor'?: number;
    /** The reader's zoom of clean text. */
    '--text-zoom'?: number;
  }
}
