import { CarrelFailure } from '../../contract/errors.ts';
import { codePageDecoder } from '../code-pages.ts';
import type { DocumentFacts } from '../flow-pages.ts';
import { lineOf, type FlowBlock } from '../flow.ts';
import { RowFlow } from '../flow-rows.ts';
import { plainParagraph, rtfBlock, type RtfParagraph, type RtfText } from './paragraph.ts';
import { RtfFonts, RtfRow, RtfStyles } from './tables.ts';
import type { RtfToken } from './tokens.ts';
import {
  destinations,
  paragraphEnds,
  shownExtensions,
  textWords,
  type Destination,
} from './words.ts';

/** Deeper groups are no document. */
const MAX_DEPTH = 10_000;
/** What a group inherits from the one around it. */
interface Group {
  destination: Destination;
  /** Nothing but `\*` has been seen of the group. */
  fresh: boolean;
  extension: boolean;
  hidden: boolean;
  deleted: boolean;
  bold: boolean;
  /** Code page of the font, and bytes of text that stand for a character after `\u`. */
  page: number;
  replaced: number;
}

interface Story extends RtfText {
  readonly flow: RowFlow;
  text: string;
  mark: string;
  plain: boolean;
  after: FlowBlock[];
  /** Depth of groups at which it ends. */
  readonly depth: number;
}

/** Reads the pieces of a rich text file into blocks and facts. */
export class RtfReader {
  readonly #fonts = new RtfFonts();
  readonly #styles = new RtfStyles();
  readonly #row = new RtfRow();
  readonly #groups: Group[] = [];
  #group: Group = {
    destination: 'body',
    fresh: false,
    extension: false,
    hidden: false,
    deleted: false,
    bold: false,
    page: 1252,
    replaced: 1,
  };
  #paragraph: RtfParagraph = { ...plainParagraph };
  #defaultPage = 1252;
  #defaultFont = 0;
  /** Bytes that wait to be decoded together: a character may take two. */
  #bytes = '';
  #toReplace = 0;
  #stories: Story[] = [openStory(0)];
  #title = '';
  #author = '';
  #created: Record<string, number> = {};

  take(token: RtfToken): void {
    if (token.kind === 'text') this.#text(token.text);
    else if (token.kind === 'control') this.#control(token.name, token.value);
    else if (token.kind === 'open') this.#open();
    else this.#close();
  }

  /** All blocks; what is open is ended. */
  end(): { readonly blocks: FlowBlock[]; readonly facts: DocumentFacts } {
    this.#flush();
    while (this.#stories.length > 1) this.#endStory();
    this.#endParagraph();
    const { yr = 0, mo = 1, dy = 1, hr = 0, min = 0 } = this.#created;
    const two = (value: number): string => String(value).padStart(2, '0');
    const created = yr > 1900 ? `${yr}-${two(mo)}-${two(dy)}T${two(hr)}:${two(min)}:00` : '';
    return {
      blocks: this.#story.flow.end(),
      facts: { title: this.#title, author: this.#author, created },
    };
  }

  get #story(): Story {
    const story = this.#stories.at(-1);
    if (story === undefined) throw new Error('There is always one story.');
    return story;
  }

  #open(): void {
    this.#flush();
    if (this.#groups.length >= MAX_DEPTH) {
      throw new CarrelFailure(
        'file-damaged',
        'The file is nested too deeply, which no office program writes. It was not read.',
      );
    }
    this.#groups.push(this.#group);
    this.#group = { ...this.#group, fresh: true, extension: false };
  }

  #close(): void {
    this.#flush();
    if (this.#stories.length > 1 && this.#groups.length === this.#story.depth) this.#endStory();
    // More groups may be closed than were opened.
    this.#group = this.#groups.pop() ?? this.#group;
    this.#toReplace = 0;
  }

  #endStory(): void {
    this.#endParagraph();
    const note = this.#stories.pop();
    const text = note === undefined ? '' : lineOf(note.flow.end());
    if (text !== '') this.#story.after.push({ kind: 'footnote', text });
  }

  #control(name: string, value: number | undefined): void {
    const group = this.#group;
    if (name === '*') {
      group.extension = true;
      return;
    }
    if (name !== 'u' && name !== 'uc') this.#toReplace = 0;
    if (group.fresh) {
      group.fresh = false;
      this.#begin(name);
    }
    if (name === 'u') {
      this.#unicode(value ?? 0);
      return;
    }
    const text = textWords.get(name);
    if (text !== undefined && text.length === 1) {
      this.#flush();
      this.#write(text);
      return;
    }
    this.#apply(name, value);
  }

  /** The first control word of a group says where its text goes. */
  #begin(name: string): void {
    const group = this.#group;
    if (group.destination === 'skipped') return;
    const named = destinations.get(name);
    if (name === 'info') return;
    if (named !== undefined) group.destination = named;
    else if (group.extension && !shownExtensions.has(name)) group.destination = 'skipped';
    if (named === 'note') {
      group.destination = 'body';
      this.#stories.push(openStory(this.#groups.length));
    }
  }

  #apply(name: string, value: number | undefined): void {
    const group = this.#group;
    switch (group.destination) {
      case 'fonts':
        this.#fonts.control(name, value ?? 0);
        return;
      case 'styles':
        this.#styles.control(name, value);
        return;
      case 'created':
        if (value !== undefined) this.#created[name] = value;
        return;
      case 'skipped':
        return;
      default:
        this.#format(name, value);
    }
  }

  #format(name: string, value: number | undefined): void {
    const group = this.#group;
    this.#flush();
    switch (name) {
      case 'ansicpg':
        this.#defaultPage = value ?? this.#defaultPage;
        group.page = this.#defaultPage;
        return;
      case 'mac':
        this.#defaultPage = 10_000;
        group.page = this.#defaultPage;
        return;
      case 'deff':
        this.#defaultFont = value ?? 0;
        return;
      case 'f':
        group.page = this.#fonts.page(value ?? 0) ?? this.#defaultPage;
        return;
      case 'uc':
        group.replaced = Math.min(8, Math.max(0, value ?? 1));
        return;
      case 'plain':
        group.bold = false;
        group.hidden = false;
        group.page = this.#fonts.page(this.#defaultFont) ?? this.#defaultPage;
        return;
      case 'v':
        group.hidden = value !== 0;
        return;
      case 'deleted':
        group.deleted = value !== 0;
        return;
      case 'b':
        group.bold = value !== 0;
        return;
      default:
        this.#layout(name, value);
    }
  }

  #layout(name: string, value: number | undefined): void {
    // A mark is set in a group of its own, whose layout is not that of the paragraph.
    if (this.#group.destination !== 'body') return;
    const paragraph = this.#paragraph;
    if (paragraphEnds.has(name)) this.#endParagraph();
    else if (name === 'pard') this.#paragraph = { ...plainParagraph };
    else if (name === 's') paragraph.style = value ?? 0;
    else if (name === 'outlinelevel') paragraph.outline = value;
    else if (name === 'intbl') paragraph.inTable = true;
    else if (name === 'ls') paragraph.list = value !== 0;
    else if (name === 'ilvl') paragraph.depth = Math.min(8, Math.max(0, value ?? 0));
    else if (name === 'cell') {
      paragraph.inTable = true;
      this.#endParagraph();
      this.#story.flow.endCell();
    } else if (name === 'row') {
      this.#story.flow.endRow(this.#row.header, this.#row.continued);
    } else if (name === 'nestcell') this.#endParagraph();
    else this.#row.control(name);
  }

  #unicode(value: number): void {
    this.#flush();
    const unit = value < 0 ? value + 0x1_00_00 : value;
    this.#write(String.fromCharCode(unit & 0xff_ff));
    this.#toReplace = this.#group.replaced;
  }

  #text(text: string): void {
    this.#group.fresh = false;
    const skipped = Math.min(this.#toReplace, text.length);
    this.#toReplace -= skipped;
    this.#bytes += text.slice(skipped);
  }

  #flush(): void {
    if (this.#bytes === '') return;
    const bytes = Buffer.from(this.#bytes, 'latin1');
    this.#bytes = '';
    this.#write(codePageDecoder(this.#group.page).decode(bytes));
  }

  #write(text: string): void {
    const group = this.#group;
    const story = this.#story;
    if (group.destination === 'styles') this.#styles.text(text);
    else if (group.destination === 'title') this.#title += text;
    else if (group.destination === 'author') this.#author += text;
    else if (group.hidden || group.deleted) return;
    else if (group.destination === 'mark') story.mark += text;
    else if (group.destination === 'body') {
      if (!group.bold && text.trim() !== '') story.plain = true;
      story.text += text;
    }
  }

  #endParagraph(): void {
    const story = this.#story;
    const blocks = [...rtfBlock(this.#paragraph, story, this.#styles), ...story.after];
    if (this.#paragraph.inTable) story.flow.addToCell(blocks);
    else if (blocks.length > 0) story.flow.add(blocks);
    story.text = '';
    story.mark = '';
    story.plain = false;
    story.after = [];
  }
}

function openStory(depth: number): Story {
  return { flow: new RowFlow(), text: '', mark: '', plain: false, after: [], depth };
}
