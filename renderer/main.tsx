import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/app.tsx';
import { ConnectFailed } from './app/connect-failed.tsx';
import { connect } from './engine/client.ts';
import { systemLanguage } from './i18n/languages.ts';
import { startTexts } from './i18n/texts.ts';
import './ui/tokens.css';
import './ui/base.css';

// The content security policy forbids making code at run time, which zod would try.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

const [outcome, texts] = await Promise.all([connect(), startTexts(systemLanguage())]);

createRoot(root).render(
  <StrictMode>
    {outcome.ok ? (
      <App connection={outcome.connection} texts={texts} />
    ) : (
      <ConnectFailed reason={outcome.reason} texts={texts} />
    )}
  </StrictMode>,
);
