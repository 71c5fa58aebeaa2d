import { CornerDownLeft, Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { focusNewestCitation } from '../answer/step-citations.ts';
import { openDocument, openWords } from '../places/open-place.ts';
import { askNew } from '../session/asking.ts';
import styles from './ask-field.module.css';
import { addFile, scopeOf, useField } from './field-store.ts';
import { mentionAt, withoutMention } from './mention.ts';
import { ScopeBar } from './scope-bar.tsx';
import { optionId } from './suggestion-list.tsx';
import { Suggestions } from './suggestions.tsx';
import { useSuggestions, type Suggestion } from './use-suggestions.ts';

/** The field that searches while one types and asks on Enter. */
export function AskField() {
  const { t } = useTranslation('ask');
  const client = useClient();
  const { text, choice } = useField();
  const [caret, setCaret] = useState(text.length);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  useFocusOnWish(input);

  const mention = mentionAt(text, caret);
  const found = useSuggestions(open ? text : '', open ? mention : undefined, choice);
  const { suggestions } = found;
  const shown = open && suggestions.length > 0;
  const current = shown ? suggestions[active] : undefined;

  const write = (next: string): void => {
    useField.setState({ text: next });
    setOpen(true);
    setActive(-1);
  };
  const ask = (): void => {
    const question = text.trim();
    if (question === '') return;
    const session = askNew(client, { question, scope: scopeOf(choice), mode: null });
    useField.setState({ text: '' });
    setOpen(false);
    useNavigation.getState().go({ kind: 'ask', conversation: session });
  };
  const choose = (suggestion: Suggestion): void => {
    if (suggestion.kind === 'file') {
      addFile({ id: suggestion.row.id, document: suggestion.row.document });
      if (mention !== undefined) write(withoutMention(text, mention));
    } else if (suggestion.kind === 'document') openDocument(suggestion.found.documentId);
    else void openWords(client, suggestion.found.documentId, suggestion.hit);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const done = act(event);
    if (done) event.preventDefault();
  };
  const act = (event: KeyboardEvent): boolean => {
    const command = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (!shown) {
          // From an empty field down into the answer.
          if (text === '') return event.key === 'ArrowDown' && focusNewestCitation('first');
          setOpen(true);
          return true;
        }
        const step = event.key === 'ArrowDown' ? 1 : -1;
        const next = Math.max(-1, Math.min(suggestions.length - 1, active + step));
        setActive(next);
        document.getElementById(optionId(listId, next))?.scrollIntoView({ block: 'nearest' });
        return true;
      }
      case 'Enter': {
        // A file is being named: the first one is meant.
        const meant = current ?? (shown && mention !== undefined ? suggestions[0] : undefined);
        if (meant === undefined || command) ask();
        else choose(meant);
        return true;
      }
      case 'Escape':
        if (open && found.looked !== null) setOpen(false);
        else if (text !== '') write('');
        else return false;
        return true;
      default:
        return false;
    }
  };

  return (
    <search className={styles['ask']}>
      <div className={styles['column']}>
        <div className={styles['field']}>
          <Search size={16} aria-hidden />
          <input
            ref={input}
            type="text"
            role="combobox"
            data-focus-home
            className={styles['input']}
            aria-label={t('field.label')}
            aria-autocomplete="list"
            aria-expanded={shown}
            aria-controls={shown ? listId : undefined}
            aria-activedescendant={current === undefined ? undefined : optionId(listId, active)}
            autoComplete="off"
            maxLength={4000}
            placeholder={t('field.placeholder')}
            value={text}
            onChange={({ target }) => {
              setCaret(target.selectionStart ?? target.value.length);
              write(target.value);
            }}
            onSelect={({ currentTarget }) => {
              setCaret(currentTarget.selectionStart ?? currentTarget.value.length);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setOpen(false);
            }}
          />
          <IconButton
            label={t('field.ask')}
            shortcut="↵"
            disabled={text.trim() === ''}
            onClick={ask}
          >
            <CornerDownLeft size={16} aria-hidden />
          </IconButton>
          {open && found.looked !== null ? (
            <Suggestions id={listId} found={found} active={active} onChoose={choose} />
          ) : null}
        </div>
        <ScopeBar />
      </div>
    </search>
  );
}

/** Takes the focus when the view opens with a fresh question, and each time one wishes to type. */
function useFocusOnWish(input: React.RefObject<HTMLInputElement | null>): void {
  const wish = useNavigation((state) => state.askFocus);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [wish, input]);
}
