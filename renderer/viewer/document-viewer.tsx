import { FileWarning } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Span } from '../../src/contract/place.ts';
import { useNavigation, type ViewerTarget } from '../app/navigation.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useErrorText } from '../ui/use-error-text.ts';
import { Bar } from './bar.tsx';
import { Body } from './body.tsx';
import styles from './document-viewer.module.css';
import { savePosition, type Position } from './document/positions.ts';
import { useDocument } from './document/use-document.ts';
import { Notice, noticeOf } from './notice.tsx';
import { prepareToOpen } from './pdf/open-pdf.ts';
import { usePdf } from './pdf/use-pdf.ts';
import { useFocusBack } from './use-focus-back.ts';
import { useFindKey, useKeys } from './use-keys.ts';
import { useOutside } from './use-outside.ts';
import { useViewer, useViewerStore } from './viewer-store.ts';

/** Milliseconds of rest before the place is remembered. */
const REMEMBER_MS = 400;

/** One document: the bar, what has to be said of it, and its pages. */
export function DocumentViewer({ target }: { readonly target: ViewerTarget }) {
  const { t } = useTranslation('viewer');
  const errorText = useErrorText();
  const store = useViewerStore();
  const close = useNavigation((state) => state.closeViewer);
  const outside = useOutside(target.documentId);
  const page = useViewer((state) => state.page);
  const document = useDocument(target, store);
  const ready = document.state === 'ready' ? document : null;
  const pdf = usePdf(ready?.detail ?? null);
  const [asked, setAsked] = useState(0);
  const section = useRef<HTMLElement>(null);
  const onMoved = useRemember(target.documentId);

  useEffect(() => {
    // Beside the first questions about the document, so that a PDF opens sooner.
    prepareToOpen();
  }, []);

  const failure = pdf.state === 'failed' ? pdf.error : null;
  const notice = ready === null ? null : noticeOf(ready, target.mark !== undefined, failure);
  const marked =
    ready?.mark.state === 'confirmed' && (notice === null || !notice.unmarked) ? ready.mark : null;
  const step = useMarkSteps(marked?.spans ?? []);
  const goToMark =
    marked === null
      ? null
      : (by: 1 | -1): void => {
          const span = step(by);
          if (span !== undefined) {
            store.setState({ goal: { page: span.page, span, boxes: marked.boxes } });
          }
        };

  const openFind = useCallback(() => {
    setAsked((count) => count + 1);
  }, []);
  const closeFind = useCallback(() => {
    setAsked(0);
    section.current?.querySelector<HTMLElement>('[data-scroller]')?.focus();
  }, []);
  const onKeyDown = useKeys({ section, goToMark });
  useFindKey(openFind);
  useFocusBack(section);

  const waiting = document.state === 'loading' || pdf.state === 'opening';
  const late = useDelayed(waiting);
  const nothing =
    ready !== null && pdf.state !== 'open' && pdf.state !== 'opening' && ready.detail.pages === 0;
  return (
    // Keys work from any part of the viewer.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={section}
      className={styles['viewer']}
      aria-label={t('label')}
      onKeyDown={onKeyDown}
      data-viewer={waiting ? 'opening' : 'open'}
      data-page-shown={page}
    >
      <Bar
        detail={ready?.detail ?? null}
        original={pdf.state === 'open'}
        hasPanel={pdf.state === 'open' || (ready?.detail.outline.length ?? 0) > 0}
        onFind={openFind}
        onMark={
          goToMark === null
            ? null
            : () => {
                goToMark(1);
              }
        }
        outside={outside}
        onClose={close}
      />
      {notice === null || nothing ? null : <Notice {...notice} />}
      {outside === null || outside.error === null ? null : (
        <p className={styles['error']} role="alert">
          {errorText(outside.error)}
        </p>
      )}
      <output className="visually-hidden">
        {marked === null ? '' : t('mark.shown', { page: marked.spans[0]?.page ?? 1 })}
      </output>
      <div className={styles['body']}>
        {document.state === 'failed' ? (
          <EmptyState
            icon={<FileWarning size={32} aria-hidden />}
            title={t('failed.title')}
            actions={
              document.again === null ? null : (
                <Button onClick={document.again}>{t('app:failed.again')}</Button>
              )
            }
          >
            <p>{errorText(document.error)}</p>
          </EmptyState>
        ) : nothing ? (
          <EmptyState
            icon={<FileWarning size={32} aria-hidden />}
            title={t('failed.unread')}
            actions={
              outside === null ? null : <Button onClick={outside.open}>{t('outside.open')}</Button>
            }
          >
            <p>
              {ready.detail.entry.reason === null
                ? t(notice === null ? 'failed.noText' : `notice.${notice.what}`)
                : errorText(ready.detail.entry.reason)}
            </p>
          </EmptyState>
        ) : ready === null || pdf.state === 'opening' ? (
          late ? (
            <Skeleton />
          ) : null
        ) : (
          <Body
            document={ready}
            opened={pdf.state === 'open' ? pdf.opened : null}
            marked={marked}
            asked={asked}
            onFindClose={closeFind}
            onMoved={onMoved}
          />
        )}
      </div>
    </section>
  );
}

/** The spans one after the other, round and round. */
function useMarkSteps(spans: readonly Span[]): (by: 1 | -1) => Span | undefined {
  const at = useRef(0);
  return (by) => {
    if (spans.length === 0) return undefined;
    // With one place only, stepping leads back to it.
    at.current = (at.current + by + spans.length) % spans.length;
    return spans[at.current];
  };
}

/** Remembers where the document is left: after a rest, and when it is closed. */
function useRemember(documentId: string): (position: Position) => void {
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; position: Position } | null>(null);
  const keep = useCallback(() => {
    if (pending.current === null) return;
    clearTimeout(pending.current.timer);
    savePosition(documentId, pending.current.position);
    pending.current = null;
  }, [documentId]);
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);
  return useCallback(
    (position) => {
      if (pending.current !== null) clearTimeout(pending.current.timer);
      pending.current = { timer: setTimeout(keep, REMEMBER_MS), position };
    },
    [keep],
  );
}

function Skeleton() {
  const { t } = useTranslation('viewer');
  return (
    <output className={styles['skeleton']} aria-label={t('opening')}>
      {[90, 96, 84, 92, 60, 0, 88, 94, 72].map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={styles['line']} style={{ width: `${width}%` }} />
      ))}
    </output>
  );
}
