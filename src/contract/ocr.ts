import { z } from 'zod';

/** Languages that text in pictures can be read in, ISO 639-1. */
export const ocrLanguage = z.enum(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl']);
export type OcrLanguage = z.infer<typeof ocrLanguage>;

/** Words recognised with less confidence (percent) than this are doubtful; see docs/adr/0197. */
export const DOUBTFUL_BELOW = 80;
