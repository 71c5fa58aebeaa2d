import { CarrelFailure } from '../../contract/errors.ts';
import type { Parser } from '../document.ts';
import { openContainer } from './formats.ts';
import { memberEvents } from './member-events.ts';
import { memorySource } from './source.ts';

/** The parser of archives and mailboxes: they have no text of their own, their members are documents. */
export function archiveParser(format: string): Parser {
  return {
    formats: [format],
    async *parse({ bytes, fileName }) {
      const container = await openContainer(format, memorySource(bytes), fileName);
      yield { kind: 'opened', pages: 0 };
      let empty = true;
      for await (const event of memberEvents(container)) {
        empty = false;
        yield event;
      }
      if (empty) throw emptyContainer();
      return { format, title: '', author: '', created: '', pages: 0 };
    },
  };
}

function emptyContainer(): CarrelFailure {
  return new CarrelFailure('file-empty', 'There is no document in this file.');
}
