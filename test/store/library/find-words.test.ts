import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../../src/store/database.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { storeForEachTest } from '../each-test.ts';
import { addDocument, foundFile } from '../fixture.ts';

let store: Store;
storeForEachTest((opened) => {
  store = opened;
});
afterEach(() => {
  vi.restoreAllMocks();
});

const LEASE = 'The notice period of the lease is three months.\nIt begins when the letter arrives.';

/** The documents found, and the marked words of their first hits. */
function found(words: string, filter = {}): Record<string, string[]> {
  return Object.fromEntries(
    store.library
      .findWords(words, filter, 8)
      .map(({ document, hits: [hit] }) => [
        document,
        (hit?.marks ?? []).map(({ start, end }) => hit?.snippet.slice(start, end) ?? ''),
      ]),
  );
}

describe('finding words', () => {
  beforeEach(() => {
    addDocument(store, 'lease.pdf', ['A cover page.', LEASE]);
    addDocument(store, 'letter.pdf', ['We noticed that the periods of rest are short.']);
    addDocument(store, 'conge.pdf', ['Le délai de congé est de trois mois à l’Œuvre.'], {
      language: 'fr',
    });
  });

  it('takes words literally, not by their stem', () => {
    expect(found('notice ')).toEqual({ 'lease.pdf': ['notice'] });
    expect(found('noticed ')).toEqual({ 'letter.pdf': ['noticed'] });
  });

  it('has its time for words also where going through the names has taken long', () => {
    let clock = 0;
    // oxlint-disable-next-line typescript/unbound-method -- Called on the database it was asked of.
    const { all } = Database.prototype;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    vi.spyOn(Database.prototype, 'all').mockImplementation(function (
      this: Database,
      sql: string,
      ...parameters
    ) {
      if (sql.includes('substr(path')) clock += 1000;
      return all.call(this, sql, ...parameters);
    });
    expect(found('notice ')).toEqual({ 'lease.pdf': ['notice'] });
    expect(clock).toBe(1000);
  });

  it('takes the last word as a beginning while it is typed', () => {
    expect(found('noti')).toEqual({ 'lease.pdf': ['notice'], 'letter.pdf': ['noticed'] });
    expect(found('lease arri')).toEqual({ 'lease.pdf': ['lease', 'arrives'] });
    expect(found('noti ')).toEqual({});
  });

  it('takes phrases word by word, over line ends, and open ones as they are typed', () => {
    expect(found('"notice period"')).toEqual({ 'lease.pdf': ['notice period'] });
    expect(found('„months it begins“')).toEqual({ 'lease.pdf': ['months. It begins'] });
    expect(found('"period notice"')).toEqual({});
    expect(found('"notice peri"')).toEqual({});
    expect(found('"notice peri')).toEqual({ 'lease.pdf': ['notice period'] });
    expect(found('"period of the lease" letter')).toEqual({
      'lease.pdf': ['period of the lease', 'letter'],
    });
  });

  it('knows no case and no accents, in neither direction', () => {
    expect(found('DELAI conge ')).toEqual({ 'conge.pdf': ['délai', 'congé'] });
    expect(found('Nótice ')).toEqual({ 'lease.pdf': ['notice'] });
    expect(found('oeuvre ')).toEqual({ 'conge.pdf': ['Œuvre'] });
  });

  it('gives page and range of the first match in the stored page', () => {
    const [document] = store.library.findWords('letter arrives', {}, 8);
    const [hit] = document?.hits ?? [];
    expect(hit).toMatchObject({ page: 2 });
    expect(LEASE.slice(hit?.start, hit?.end)).toBe('letter');
    expect(hit?.snippet).not.toContain('\n');
  });

  it('finds documents by name, and says so', () => {
    store.recordFile(foundFile('archive/Größe der Wohnung.pdf'));
    expect(store.library.findWords('wohnung grosse', {}, 8)).toMatchObject([
      { document: 'archive/Größe der Wohnung.pdf', nameMatches: true, hits: [] },
    ]);
    expect(store.library.findWords('docs', {}, 8)).toEqual([]);
    const [lease] = store.library.findWords('lease', {}, 8);
    expect(lease).toMatchObject({ document: 'lease.pdf', nameMatches: true });
    expect(lease?.hits).toHaveLength(1);
  });

  it('stays within the filter', () => {
    addDocument(store, 'b.pdf', ['Another notice of the zoo.'], { file: { collection: 'zoo' } });
    expect(Object.keys(found('notice ', { collection: 'zoo' }))).toEqual(['b.pdf']);
    expect(found('notice ', { type: ['docx'] })).toEqual({});
    expect(found('notice ', { folder: '/elsewhere' })).toEqual({});
  });

  it('leaves words out that stand everywhere, unless they are all there is', () => {
    expect(found('is the notice ')).toEqual({ 'lease.pdf': ['notice'] });
    expect(found('the ')).toMatchObject({ 'lease.pdf': ['The', 'the', 'the'] });
  });

  it('gives nothing for what holds no word, and takes operators as text', () => {
    for (const typed of ['a', '"', '""', '* - :', 'NEAR(', 'body:', '\u202e', "'; DROP TABLE"]) {
      expect(() => store.library.findWords(typed, {}, 8)).not.toThrow();
    }
    expect(found('a')).toEqual({});
    expect(found('"notice" OR zzz ')).toEqual({});
  });

  it('finds within writing that has no spaces', () => {
    addDocument(store, 'keiyaku.pdf', ['この契約書は三か月前に通知する。'], { language: 'ja' });
    expect(Object.keys(found('契約'))).toEqual(['keiyaku.pdf']);
  });

  it('shows a text held twice once, and several hits of one document', () => {
    addDocument(store, 'many.pdf', ['The tapir eats.', 'The tapir sleeps.', 'No more.']);
    const { row } = store.recordFile(foundFile('twin.pdf'));
    store.adoptContent(row.id, 'sha-The tapir eats.|The tapir sleeps.|No more.', '1');
    const [only, ...rest] = store.library.findWords('tapir ', {}, 8);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ document: 'many.pdf' });
    expect(only?.hits.map(({ page }) => page).toSorted()).toEqual([1, 2]);
  });
});
