// The order matters: modules are evaluated in the order of their imports.
import { restoreWarnings } from './quiet.ts';
import {
  AnnotationMode,
  getDocument,
  InvalidPDFException,
  OPS,
  PDFDateString,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
// Set as a global by this import: pdf.js then runs its worker's code in this thread, so that the
// parser process needs no permission for workers.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

restoreWarnings();

export { AnnotationMode, getDocument, InvalidPDFException, OPS, PDFDateString, VerbosityLevel };
export type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
