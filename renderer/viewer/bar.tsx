import {
  Check,
  ChevronDown,
  ChevronUp,
  Ellipsis,
  ExternalLink,
  FileText,
  FolderOpen,
  Highlighter,
  Minus,
  PanelLeft,
  Plus,
  RotateCcw,
  RotateCw,
  Search,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '../../src/contract/library.ts';
import { useCommandKey } from '../engine/use-command-key.ts';
import { numberFormatOf } from '../i18n/number-formats.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { nameWithin } from '../ui/document-name.ts';
import styles from './bar.module.css';
import { PageField } from './page-field.tsx';
import type { OutsideActions } from './use-outside.ts';
import { goToPage, stepZoom, useViewer, useViewerStore, ZOOM_STEPS } from './viewer-store.ts';

export interface BarProps {
  readonly detail: DocumentDetail | null;
  /** The original is shown, not only what Carrel read. */
  readonly original: boolean;
  readonly hasPanel: boolean;
  readonly onFind: () => void;
  /** Goes to the next quoted place; null where nothing is marked. */
  readonly onMark: (() => void) | null;
  readonly outside: OutsideActions | null;
  readonly onClose: () => void;
}

/** The viewer's one line of controls. */
export function Bar({ detail, original, hasPanel, onFind, onMark, outside, onClose }: BarProps) {
  const { t } = useTranslation('viewer');
  const commandKey = useCommandKey();
  const store = useViewerStore();
  const page = useViewer((state) => state.page);
  const pages = useViewer((state) => state.pages);
  const panel = useViewer((state) => state.panel);
  const reading = useViewer((state) => state.reading);
  const shown = detail !== null && (original || detail.pages > 0);
  return (
    <header className={styles['bar']}>
      {shown && hasPanel ? (
        <IconButton
          label={t('panel.toggle')}
          pressed={panel !== 'none'}
          onClick={() => {
            const open = original ? 'pages' : 'outline';
            store.setState({ panel: panel === 'none' ? open : 'none' });
          }}
        >
          <PanelLeft size={16} aria-hidden />
        </IconButton>
      ) : null}
      <Name document={detail?.entry.document ?? ''} />
      {shown && pages > 1 ? (
        <div className={styles['group']}>
          <PageField unit={detail.unit} />
          <IconButton
            label={t('previous')}
            disabled={page <= 1}
            onClick={() => {
              goToPage(store, page - 1);
            }}
          >
            <ChevronUp size={16} aria-hidden />
          </IconButton>
          <IconButton
            label={t('next')}
            disabled={page >= pages}
            onClick={() => {
              goToPage(store, page + 1);
            }}
          >
            <ChevronDown size={16} aria-hidden />
          </IconButton>
        </div>
      ) : null}
      {onMark === null ? null : (
        <IconButton label={t('mark.go')} shortcut="N" onClick={onMark}>
          <Highlighter size={16} aria-hidden />
        </IconButton>
      )}
      {shown ? (
        <>
          <IconButton label={t('find.open')} shortcut={commandKey('F')} onClick={onFind}>
            <Search size={16} aria-hidden />
          </IconButton>
          <ZoomGroup original={original} />
        </>
      ) : null}
      {original || outside !== null ? (
        <Menu
          align="end"
          trigger={
            <button type="button" className={styles['more']} aria-label={t('more')}>
              <Ellipsis size={16} aria-hidden />
            </button>
          }
        >
          {original ? (
            <>
              <MenuItem
                icon={
                  reading ? <Check size={16} aria-hidden /> : <FileText size={16} aria-hidden />
                }
                onSelect={() => {
                  // Three columns are too many for half a window.
                  store.setState(({ panel: now }) => ({
                    reading: !reading,
                    panel: reading ? now : 'none',
                  }));
                }}
              >
                {t(reading ? 'reading.hide' : 'reading.show')}
              </MenuItem>
              <MenuLine />
              <MenuItem
                icon={<RotateCw size={16} aria-hidden />}
                onSelect={() => {
                  store.setState(({ turn }) => ({ turn: (turn + 90) % 360 }));
                }}
              >
                {t('turn.right')}
              </MenuItem>
              <MenuItem
                icon={<RotateCcw size={16} aria-hidden />}
                onSelect={() => {
                  store.setState(({ turn }) => ({ turn: (turn + 270) % 360 }));
                }}
              >
                {t('turn.left')}
              </MenuItem>
            </>
          ) : null}
          {outside === null ? null : (
            <>
              {original ? <MenuLine /> : null}
              <MenuItem icon={<ExternalLink size={16} aria-hidden />} onSelect={outside.open}>
                {t('outside.open')}
              </MenuItem>
              <MenuItem icon={<FolderOpen size={16} aria-hidden />} onSelect={outside.reveal}>
                {t('outside.reveal')}
              </MenuItem>
            </>
          )}
        </Menu>
      ) : null}
      <IconButton label={t('close')} shortcut="Esc" onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </header>
  );
}

/** The document's name; where it lies in another file, that one's name gives way first. */
function Name({ document }: { readonly document: string }) {
  const { name, within } = nameWithin(document);
  return (
    <h2 className={styles['name']} title={document}>
      {document.includes('!/') ? (
        <>
          <bdi className={styles['around']}>{within}</bdi>
          <span className={styles['between']}> › </span>
        </>
      ) : null}
      <bdi className={styles['own']}>{name}</bdi>
    </h2>
  );
}

function ZoomGroup({ original }: { readonly original: boolean }) {
  const { t, i18n } = useTranslation('viewer');
  const store = useViewerStore();
  const scale = useViewer((state) => state.scale);
  const zoom = useViewer((state) => state.zoom);
  const percent = numberFormatOf(i18n.language, { style: 'percent' });
  const check = <Check size={16} aria-hidden />;
  return (
    <div className={styles['group']}>
      <IconButton
        className={styles['spare']}
        label={t('zoom.out')}
        shortcut="−"
        onClick={() => {
          stepZoom(store, -1);
        }}
      >
        <Minus size={16} aria-hidden />
      </IconButton>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className={styles['zoom']}
            aria-label={t('zoom.menu', { zoom: percent.format(scale) })}
          >
            {percent.format(scale)}
          </button>
        }
      >
        {original ? (
          <>
            {(['fit-width', 'fit-page'] as const).map((fit) => (
              <MenuItem
                key={fit}
                icon={zoom === fit ? check : null}
                onSelect={() => {
                  store.setState({ zoom: fit });
                }}
              >
                {t(fit === 'fit-width' ? 'zoom.fitWidth' : 'zoom.fitPage')}
              </MenuItem>
            ))}
            <MenuLine />
          </>
        ) : null}
        {ZOOM_STEPS.map((step) => (
          <MenuItem
            key={step}
            icon={zoom === step ? check : null}
            onSelect={() => {
              store.setState({ zoom: step });
            }}
          >
            {percent.format(step)}
          </MenuItem>
        ))}
      </Menu>
      <IconButton
        className={styles['spare']}
        label={t('zoom.in')}
        shortcut="+"
        onClick={() => {
          stepZoom(store, 1);
        }}
      >
        <Plus size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
