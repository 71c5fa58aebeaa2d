import { Check, Copy, Download, Layers, PenLine, RefreshCw, TextQuote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { ExportFormat } from '../../../src/contract/conversations.ts';
import { useClient } from '../../engine/client.ts';
import { languageOf } from '../../i18n/languages.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useSourceLabel } from '../../ui/place-label.ts';
import { useErrorText } from '../../ui/use-error-text.ts';
import { ask } from '../session/asking.ts';
import type { Exchange } from '../session/exchange.ts';
import { isUnderWay } from '../session/session-store.ts';
import styles from './actions.module.css';
import { copyAnswer } from './copy-answer.ts';
import { isEverywhere } from './coverage.ts';
import { exportConversation } from './export-conversation.ts';

/** What can be done with an answer: copy, ask again in the other mode, export the conversation. */
export function Actions({
  sessionKey,
  conversation,
  exchange,
  busy,
}: {
  readonly sessionKey: string;
  readonly conversation: string | null;
  readonly exchange: Exchange;
  readonly busy: boolean;
}) {
  if (isUnderWay(exchange) || exchange.state === 'redacted') return null;
  return (
    <div className={styles['actions']}>
      {exchange.sentences.length === 0 ? null : <CopyButton exchange={exchange} />}
      {busy ? null : <AgainButton sessionKey={sessionKey} exchange={exchange} />}
      {busy ? null : <EverywhereButton sessionKey={sessionKey} exchange={exchange} />}
      {conversation === null ? null : <ExportMenu conversation={conversation} />}
    </div>
  );
}

function CopyButton({ exchange }: { readonly exchange: Exchange }) {
  const { t } = useTranslation('ask');
  const sourceLabel = useSourceLabel();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async (): Promise<void> => {
    try {
      await copyAnswer(exchange.sentences, sourceLabel);
      setCopied('yes');
    } catch {
      // The browser or the person refused.
      setCopied('failed');
    }
  };
  return (
    <>
      <Button
        kind="quiet"
        icon={copied === 'yes' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        onClick={() => {
          void copy();
        }}
        onBlur={() => {
          setCopied('no');
        }}
      >
        {t('actions.copy')}
      </Button>
      <span role="status" className={copied === 'failed' ? styles['error'] : 'visually-hidden'}>
        {copied === 'no' ? null : t(copied === 'yes' ? 'actions.copied' : 'actions.copy-failed')}
      </span>
    </>
  );
}

function AgainButton({
  sessionKey,
  exchange,
}: {
  readonly sessionKey: string;
  readonly exchange: Exchange;
}) {
  const { t } = useTranslation('ask');
  const client = useClient();
  const { question, scope, facts, askedMode } = exchange;
  // The verdict does not hang on the mode; and what could not be written just now cannot be again.
  if (
    facts?.verdict === 'absent' ||
    facts?.catalogue !== undefined ||
    (facts !== null && facts.fallback !== null)
  )
    return null;
  const other = facts === null ? null : facts.mode === 'quote' ? 'write' : 'quote';
  const icon =
    other === null ? (
      <RefreshCw size={16} aria-hidden />
    ) : other === 'write' ? (
      <PenLine size={16} aria-hidden />
    ) : (
      <TextQuote size={16} aria-hidden />
    );
  return (
    <Button
      kind="quiet"
      icon={icon}
      onClick={() => {
        void ask(client, sessionKey, { question, scope, mode: other ?? askedMode });
      }}
    >
      {t(other === null ? 'actions.again' : `actions.${other}`)}
    </Button>
  );
}

/** Where the chosen documents hold no answer: the others may. */
function EverywhereButton({
  sessionKey,
  exchange: { question, scope, facts },
}: {
  readonly sessionKey: string;
  readonly exchange: Exchange;
}) {
  const { t } = useTranslation('ask');
  const client = useClient();
  if (facts === null || facts.verdict === 'answered' || isEverywhere(scope)) return null;
  return (
    <Button
      kind="quiet"
      icon={<Layers size={16} aria-hidden />}
      onClick={() => {
        void ask(client, sessionKey, { question, scope: {}, mode: null });
      }}
    >
      {t('actions.everywhere')}
    </Button>
  );
}

function ExportMenu({ conversation }: { readonly conversation: string }) {
  const { t, i18n } = useTranslation('ask');
  const client = useClient();
  const errorText = useErrorText();
  const [error, setError] = useState<ContractError | null>(null);
  const save = (format: ExportFormat): void => {
    const language = languageOf(i18n.language);
    void exportConversation(client, { id: conversation, format, language }, setError);
  };
  return (
    <>
      <Menu
        trigger={
          <Button kind="quiet" icon={<Download size={16} aria-hidden />}>
            {t('actions.export')}
          </Button>
        }
      >
        <MenuItem
          onSelect={() => {
            save('markdown');
          }}
        >
          Markdown
        </MenuItem>
        <MenuItem
          onSelect={() => {
            save('docx');
          }}
        >
          Word (DOCX)
        </MenuItem>
      </Menu>
      {error === null ? null : (
        <p role="alert" className={styles['error']}>
          {errorText(error)}
        </p>
      )}
    </>
  );
}
