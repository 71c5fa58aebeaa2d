import {
  ArrowLeft,
  FilePlus,
  FileX,
  FolderOpen,
  FolderPlus,
  FolderTree,
  History,
  Languages,
  Library,
  MessageCirclePlus,
  Moon,
  PanelLeft,
  Settings,
  Sun,
  Table2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAddDocuments } from '../add/use-add-documents.ts';
import { useLayout } from '../app/layout-store.ts';
import { settingsPages, useNavigation, type View } from '../app/navigation.ts';
import { shortcuts, useKeysOf } from '../app/shortcuts.ts';
import { useClient } from '../engine/client.ts';
import { useCollections } from '../engine/collections.ts';
import { changeSettings } from '../engine/settings.ts';
import type { Entry, EntryGroup } from './entry.ts';

const SIZE = 16;

function goTo(view: View): () => 'close' {
  return () => {
    useNavigation.getState().go(view);
    return 'close';
  };
}

/** What can be done at any time: views, collections, the window, the pages of settings. */
export function useCommands(onChooseLanguage: () => 'stay'): readonly EntryGroup[] {
  const { t } = useTranslation(['palette', 'app', 'add', 'ask', 'settings', 'survey']);
  const keysOf = useKeysOf();
  const addEntries = useAddEntries();
  const windowEntries = useWindowEntries(onChooseLanguage);
  const collections = useCollections((state) => state.collections) ?? [];
  const canGoBack = useNavigation(({ past }) => past.length > 0);
  // Whoever looks for what a key does finds the list of all of them.
  const shortcutWords = shortcuts.map(({ id }) => t(`app:shortcuts.${id}`)).join(' ');
  return [
    {
      id: 'go',
      title: t('go'),
      entries: [
        {
          id: 'new-question',
          label: t('new-question'),
          hint: keysOf('ask'),
          icon: <MessageCirclePlus size={SIZE} aria-hidden />,
          run: () => {
            const { go, focusAsk } = useNavigation.getState();
            go({ kind: 'ask', conversation: null });
            focusAsk();
            return 'close';
          },
        },
        {
          id: 'library',
          label: t('app:sidebar.library'),
          icon: <Library size={SIZE} aria-hidden />,
          run: goTo({ kind: 'library', collection: null }),
        },
        {
          id: 'survey',
          label: t('survey:title'),
          icon: <Table2 size={SIZE} aria-hidden />,
          run: goTo({ kind: 'survey', survey: null }),
        },
        {
          id: 'history',
          label: t('ask:history.all'),
          words: t('history-words'),
          icon: <History size={SIZE} aria-hidden />,
          run: goTo({ kind: 'history' }),
        },
        ...(canGoBack
          ? [
              {
                id: 'back',
                label: t('app:shortcuts.back'),
                hint: keysOf('back'),
                icon: <ArrowLeft size={SIZE} aria-hidden />,
                run: (): 'close' => {
                  useNavigation.getState().back();
                  return 'close';
                },
              },
            ]
          : []),
      ],
    },
    { id: 'add', title: t('add:add'), entries: addEntries },
    {
      id: 'collections',
      title: t('app:sidebar.collections'),
      entries: collections.map(({ name }) => ({
        id: `collection ${name}`,
        label: name === 'default' ? t('app:collection.default') : name,
        icon: <FolderOpen size={SIZE} aria-hidden />,
        run: goTo({ kind: 'library', collection: name }),
      })),
    },
    { id: 'window', title: t('window'), entries: windowEntries },
    {
      id: 'settings',
      title: t('app:sidebar.settings'),
      entries: settingsPages.map((page) => ({
        id: `settings ${page}`,
        label: t(`settings:pages.${page}`),
        words: `${t(`settings-words.${page}`)} ${page === 'shortcuts' ? shortcutWords : ''}`,
        icon: <Settings size={SIZE} aria-hidden />,
        run: goTo({ kind: 'settings', page }),
      })),
    },
  ];
}

/** The ways to add documents. */
function useAddEntries(): readonly Entry[] {
  const { t } = useTranslation('palette');
  const keysOf = useKeysOf();
  const add = useAddDocuments();
  const words = t('add-words');
  const close = (action: () => void) => (): 'close' => {
    action();
    return 'close';
  };
  return [
    {
      id: 'add-files',
      label: t('add-files'),
      words,
      hint: keysOf('add-files'),
      icon: <FilePlus size={SIZE} aria-hidden />,
      run: close(add.addFiles),
    },
    {
      id: 'add-folder',
      label: t('add-folder'),
      words,
      hint: keysOf('add-folder'),
      icon: <FolderPlus size={SIZE} aria-hidden />,
      run: close(add.addFolder),
    },
    ...(add.canType
      ? [
          {
            id: 'add-path',
            label: t('add-path'),
            words,
            icon: <FolderTree size={SIZE} aria-hidden />,
            run: close(add.addByPath),
          },
        ]
      : []),
  ];
}

/** Colours, language, panes. */
function useWindowEntries(onChooseLanguage: () => 'stay'): readonly Entry[] {
  const { t } = useTranslation(['palette', 'app']);
  const client = useClient();
  const viewerOpen = useNavigation((state) => state.viewer !== null);
  const folded = useLayout((state) => state.folded);
  const dark = document.documentElement.dataset['theme'] === 'dark';
  return [
    {
      id: 'theme',
      label: t(dark ? 'light' : 'dark'),
      words: t('theme-words'),
      icon: dark ? <Sun size={SIZE} aria-hidden /> : <Moon size={SIZE} aria-hidden />,
      run: () => {
        void changeSettings(client, { theme: dark ? 'light' : 'dark' });
        return 'close';
      },
    },
    {
      id: 'language',
      label: t('choose-language'),
      // Found from any language: whoever cannot read this one looks for the word they know.
      words: 'language langue sprache idioma lingua',
      icon: <Languages size={SIZE} aria-hidden />,
      run: onChooseLanguage,
    },
    {
      id: 'sidebar',
      label: t(folded ? 'app:sidebar.unfold' : 'app:sidebar.fold'),
      icon: <PanelLeft size={SIZE} aria-hidden />,
      run: () => {
        useLayout.setState({ folded: !folded });
        return 'close';
      },
    },
    ...(viewerOpen
      ? [
          {
            id: 'close-viewer',
            label: t('close-viewer'),
            icon: <FileX size={SIZE} aria-hidden />,
            run: (): 'close' => {
              useNavigation.getState().closeViewer();
              return 'close';
            },
          },
        ]
      : []),
  ];
}
