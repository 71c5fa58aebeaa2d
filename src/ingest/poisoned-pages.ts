import type { ContractError, ErrorCode } from '../contract/errors.ts';
import type { ParseEvent } from '../parse/document.ts';
import type { GivenUpPage, ParserMessage } from '../parse/routes.ts';

/** Pages of one file that may be given up; a file with more is given up whole. */
const MAX_GIVEN_UP = 5;
/** Ways in which a page ends its parser. */
const endings: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'parse-timeout',
  'parse-crashed',
  'parse-memory',
]);

/**
 * The pages of a file that ended its parser or held it up. The file is read again without them, and
 * what was handed on before is not handed on twice.
 */
export class PoisonedPages {
  readonly #givenUp: GivenUpPage[] = [];
  readonly #handedOn = new Set<string>();
  #reading: number | undefined;

  /** Pages not to be looked at, each with the reason. */
  get givenUp(): GivenUpPage[] {
    return [...this.#givenUp];
  }

  /** The event to hand on, if the message is one and was not handed on before. */
  fresh(message: ParserMessage): ParseEvent | undefined {
    if (message.kind === 'reading') {
      this.#reading = message.page;
      return undefined;
    }
    const key = keyOf(message);
    if (key !== undefined && this.#handedOn.has(key)) return undefined;
    if (key !== undefined) this.#handedOn.add(key);
    return message;
  }

  /** Gives up the page that was being read; false where no page, or too many, are to blame. */
  giveUp(error: ContractError): boolean {
    const page = this.#reading;
    this.#reading = undefined;
    const many = this.#givenUp.length >= MAX_GIVEN_UP;
    if (page === undefined || many || !endings.has(error.code)) return false;
    this.#givenUp.push({ page, error });
    return true;
  }
}

/** What tells an event from others; undefined for members, whose containers have no pages. */
function keyOf(event: ParseEvent): string | undefined {
  switch (event.kind) {
    case 'opened':
      return event.kind;
    case 'members':
      return undefined;
    case 'page':
      return `${event.kind} ${event.page.number}`;
    default:
      return `${event.kind} ${event.page}`;
  }
}
