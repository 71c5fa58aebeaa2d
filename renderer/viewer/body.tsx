import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../ui/classes.ts';
import styles from './body.module.css';
import type { ConfirmedMark } from './document/confirm-mark.ts';
import type { Position } from './document/positions.ts';
import type { ReadDocument } from './document/use-document.ts';
import { FindBar } from './find/find-bar.tsx';
import { useFind } from './find/use-find.ts';
import { useFoundBoxes } from './find/use-found-boxes.ts';
import { Panel } from './panel/panel.tsx';
import type { OpenPdf } from './pdf/open-pdf.ts';
import { PdfView } from './pdf/pdf-view.tsx';
import { TextView } from './text/text-view.tsx';
import { useViewer } from './viewer-store.ts';

export interface BodyProps {
  readonly document: ReadDocument;
  /** Null where only what Carrel read is shown. */
  readonly opened: OpenPdf | null;
  readonly marked: Extract<ConfirmedMark, { state: 'confirmed' }> | null;
  /** 0: the find bar is closed; grows each time it is asked for. */
  readonly asked: number;
  readonly onFindClose: () => void;
  readonly onMoved: (position: Position) => void;
}

const NONE: readonly never[] = [];

/** The pages, with what may stand beside them: the panel, the find bar, what Carrel read. */
export function Body({ document, opened, marked, asked, onFindClose, onMoved }: BodyProps) {
  const { t } = useTranslation('viewer');
  const { detail, texts, start, likely } = document;
  const panel = useViewer((state) => state.panel);
  const reading = useViewer((state) => state.reading);
  const find = useFind(detail.entry.id, texts, asked > 0 ? detail.pages : 0);
  const [range, setRange] = useState({ first: 1, last: 1 });
  const foundBoxes = useFoundBoxes(detail.entry.id, opened === null ? NONE : find.matches, range);
  const onRange = useCallback((first: number, last: number) => {
    setRange({ first, last });
  }, []);

  const text = (
    <TextView
      detail={detail}
      texts={texts}
      quoted={marked?.spans ?? NONE}
      found={find.matches}
      current={find.matches[find.index] ?? null}
      start={start}
      follows={opened !== null}
      onMoved={onMoved}
    />
  );
  const hasPanel = panel !== 'none' && (opened !== null || detail.outline.length > 0);
  return (
    <>
      {asked > 0 ? <FindBar find={find} asked={asked} onClose={onFindClose} /> : null}
      <div className={classes(styles['row'], opened !== null && reading && styles['beside'])}>
        {hasPanel ? <Panel detail={detail} opened={opened} likely={likely} /> : null}
        {opened === null ? (
          <div className={styles['pane']}>{text}</div>
        ) : (
          <>
            <div className={styles['pane']}>
              <PdfView
                opened={opened}
                name={detail.entry.document}
                likely={likely}
                start={start}
                quoted={marked?.boxes ?? NONE}
                found={foundBoxes}
                current={find.currentBoxes}
                onMoved={onMoved}
                onRange={onRange}
              />
            </div>
            {reading ? (
              <div className={styles['reading']}>
                <h3 className={styles['title']}>{t('reading.title')}</h3>
                <div className={styles['pane']}>{text}</div>
              </div>
            ) : null}
          </>
        )}
      </div>
    </>
  );
}
