import { Command } from 'cmdk';
import { ChevronLeft, Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../ui/classes.ts';
import overlay from '../ui/overlay.module.css';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import { matching, type Entry, type EntryGroup } from './entry.ts';
import styles from './palette.module.css';
import { useCommands } from './use-commands.tsx';
import { useFound } from './use-found.tsx';
import { useLanguageEntries } from './use-language-entries.tsx';

/** What is typed is looked for in names of documents and questions; longer is no name. */
const MAX_LENGTH = 200;

/** Commands, questions, collections and documents by name, in one list. */
export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('palette');
  const returnFocus = useReturnFocus(true);
  const [typed, setTyped] = useState('');
  const [choosingLanguage, setChoosingLanguage] = useState(false);
  const stepIn = (): 'stay' => {
    setChoosingLanguage(true);
    setTyped('');
    return 'stay';
  };
  const stepOut = (): void => {
    setChoosingLanguage(false);
    setTyped('');
  };
  const commands = useCommands(stepIn);
  const found = useFound(choosingLanguage ? '' : typed.trim());
  const languages = useLanguageEntries();
  const groups: readonly EntryGroup[] = (
    choosingLanguage
      ? [{ id: 'languages', title: t('languages'), entries: matching(languages, typed) }]
      : [
          ...commands.map((group) => ({ ...group, entries: matching(group.entries, typed) })),
          ...found,
        ]
  ).filter(({ entries }) => entries.length > 0);
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        {/* Its own overlay would lock scrolling by a style element, which the policy forbids. */}
        <div className={overlay['scrim']} />
        <Dialog.Content
          className={classes(overlay['dialog'], styles['dialog'])}
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          onEscapeKeyDown={(event) => {
            if (!choosingLanguage) return;
            event.preventDefault();
            stepOut();
          }}
        >
          <Dialog.Title className="visually-hidden">{t('title')}</Dialog.Title>
          <Command
            label={t('title')}
            loop
            shouldFilter={false}
            className={styles['command']}
            onKeyDown={(event) => {
              if (event.key === 'Backspace' && typed === '' && choosingLanguage) stepOut();
            }}
          >
            <div className={styles['field']}>
              {choosingLanguage ? (
                <ChevronLeft size={16} aria-hidden />
              ) : (
                <Search size={16} aria-hidden />
              )}
              <Command.Input
                className={styles['input']}
                placeholder={t(choosingLanguage ? 'choose-language' : 'placeholder')}
                maxLength={MAX_LENGTH}
                value={typed}
                onValueChange={setTyped}
              />
            </div>
            {groups.length === 0 ? (
              <p className={styles['empty']} role="status">
                {t('empty')}
              </p>
            ) : null}
            <Command.List
              className={styles['list']}
              label={t('results')}
              hidden={groups.length === 0}
            >
              {groups.map((group) => (
                <Command.Group
                  key={group.id}
                  heading={group.title}
                  className={styles['group'] ?? ''}
                >
                  {group.entries.map((entry) => (
                    <Line key={entry.id} entry={entry} onClose={onClose} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Line({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  return (
    <Command.Item
      value={entry.id}
      className={styles['line']}
      onSelect={() => {
        if (entry.run() === 'close') onClose();
      }}
    >
      <span className={styles['icon']}>{entry.icon}</span>
      <bdi className={styles['label']}>{entry.label}</bdi>
      {entry.hint === undefined ? null : <bdi className={styles['hint']}>{entry.hint}</bdi>}
    </Command.Item>
  );
}
