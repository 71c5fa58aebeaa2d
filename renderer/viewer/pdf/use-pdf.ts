import { useEffect, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { DocumentDetail } from '../../../src/contract/library.ts';
import { type DoorClient, useClient } from '../../engine/client.ts';
import { versionOf } from '../document/version.ts';
import { isPictureType } from '../../../src/contract/files.ts';
import type { OpenPdf } from './open-pdf.ts';
import { keepOpen } from './open-pdfs.ts';

export type PdfState =
  /** Not a PDF, or its file is not as Carrel read it. */
  | { readonly state: 'none' }
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly opened: OpenPdf }
  | { readonly state: 'failed'; readonly error: ContractError };

/** Begins to open the file, if there is one to show, while other things about it are still read. */
export function prefetchPdf(client: DoorClient, detail: DocumentDetail): void {
  if (keyOf(detail) !== null) void keepOpen(client, detail.entry.id, versionOf(detail));
}

/** Opens the file of a PDF that is as Carrel read it. */
export function usePdf(detail: DocumentDetail | null): PdfState {
  const client = useClient();
  const [state, setState] = useState<{ readonly key: string; readonly pdf: PdfState } | null>(null);
  const key = keyOf(detail);
  const documentId = detail?.entry.id;
  const version = detail === null ? '' : versionOf(detail);

  useEffect(() => {
    if (key === null || documentId === undefined) return;
    let wanted = true;
    const report = (pdf: PdfState): void => {
      if (wanted) setState({ key, pdf });
    };
    const open = async (): Promise<void> => {
      const opened = await keepOpen(client, documentId, version);
      if (!opened.ok) {
        report({ state: 'failed', error: opened.error });
        return;
      }
      report({ state: 'open', opened: opened.value });
      opened.value.onFailed((error) => {
        report({ state: 'failed', error });
      });
    };
    void open();
    return () => {
      wanted = false;
    };
  }, [client, key, documentId, version]);

  if (key === null) return { state: 'none' };
  return state?.key === key ? state.pdf : { state: 'opening' };
}

function keyOf(detail: DocumentDetail | null): string | null {
  if (detail === null || detail.original !== 'same') return null;
  if (detail.entry.type !== 'pdf' && !isPictureType(detail.entry.type)) return null;
  return `${detail.entry.id} ${versionOf(detail)}`;
}
