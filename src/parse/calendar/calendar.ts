import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import { headingBlock, type FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';
import { componentsOf, named, textOf, type Component, type Property } from './jcal.ts';

/** Calendars (RFC 5545): events, tasks and notes, each under its title. */
export const calendarParser: Parser = {
  formats: ['ics'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const calendars = componentsOf(decodeText(bytes).text);
    const [first] = calendars;
    return yield* flowEvents('ics', {
      title: first === undefined ? '' : textOf(named(first, 'x-wr-calname')),
      blocks: calendars.flatMap(({ components }) =>
        components.flatMap((part) => eventBlocks(part)),
      ),
    });
  },
};

/** The properties of an event that are read, in this order. */
const fields: readonly (readonly [string, string])[] = [
  ['dtstart', 'Start'],
  ['dtend', 'End'],
  ['due', 'Due'],
  ['duration', 'Duration'],
  ['rrule', 'Repeats'],
  ['location', 'Location'],
  ['organizer', 'Organizer'],
  ['attendee', 'Attendees'],
  ['status', 'Status'],
  ['completed', 'Completed'],
  ['categories', 'Categories'],
  ['url', 'URL'],
];

function eventBlocks(component: Component): FlowBlock[] {
  if (!/^v(?:event|todo|journal)$/u.test(component.name)) return [];
  const lines = fields.flatMap(([name, label]) => {
    const values = component.properties
      .filter((property) => property.name === name)
      .map((property) => shown(property))
      .filter((value) => value !== '');
    return values.length === 0 ? [] : [`${label}: ${values.join(', ')}`];
  });
  const summary = textOf(named(component, 'summary'));
  const description = textOf(named(component, 'description'));
  return [
    ...(summary === '' ? [] : [headingBlock(2, summary)]),
    ...(lines.length === 0 ? [] : [{ kind: 'paragraph', text: lines.join('\n') } as const]),
    ...(description === '' ? [] : [{ kind: 'paragraph', text: description } as const]),
  ];
}

function shown(property: Property): string {
  const { name, parameters } = property;
  if (name === 'organizer' || name === 'attendee') {
    const address = textOf(property).replace(/^mailto:/iu, '');
    const who = typeof parameters['cn'] === 'string' ? parameters['cn'] : '';
    return who === '' || who === address ? address : `${who} <${address}>`;
  }
  if (name === 'rrule') return property.values.map((rule) => ruleText(rule)).join(', ');
  const zone = typeof parameters['tzid'] === 'string' ? ` (${parameters['tzid']})` : '';
  return textOf(property).replaceAll(
    /(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(Z)?/gu,
    (_, day: string, time: string, seconds: string | undefined, utc: string | undefined) =>
      `${day} ${time}${seconds === ':00' || seconds === undefined ? '' : seconds}${utc === undefined ? zone : ' UTC'}`,
  );
}

/** A rule of repetition as the standard writes it: `FREQ=WEEKLY; COUNT=3`. */
function ruleText(rule: unknown): string {
  if (rule === null || typeof rule !== 'object') return typeof rule === 'string' ? rule : '';
  return Object.entries(rule)
    .map(([key, value]) => `${key.toUpperCase()}=${String(value)}`)
    .join('; ');
}
