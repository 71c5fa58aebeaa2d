import { describe, expect, it } from 'vitest';
import { readFile } from './read.ts';

const lines = (...text: string[]): string => `${text.join('\r\n')}\r\n`;

describe('calendars, contacts and subtitles', () => {
  it('tell of each event when, where and who', async () => {
    const text = lines(
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'X-WR-CALNAME:Team',
      'BEGIN:VEVENT',
      'DTSTART;TZID=Europe/Zurich:20260304T100000',
      'DTEND:20260304T103000Z',
      'SUMMARY:Kick-off\\, house 4',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'ORGANIZER;CN=Anna Roth:mailto:anna@example.org',
      'DESCRIPTION:Bring the',
      '  plans\\nand the key.',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261224',
      'SUMMARY:Closed',
      'END:VEVENT',
      'END:VCALENDAR',
    );
    const read = await readFile(text, 'team.txt');
    expect(read.info).toMatchObject({ format: 'ics', title: 'Team' });
    expect(read.lines).toEqual([
      'h2 Kick-off, house 4',
      'paragraph Start: 2026-03-04 10:00 (Europe/Zurich)\nEnd: 2026-03-04 10:30 UTC\nRepeats: FREQ=WEEKLY; COUNT=3\nOrganizer: Anna Roth <anna@example.org>',
      'paragraph Bring the plans\nand the key.',
      'h2 Closed',
      'paragraph Start: 2026-12-24',
    ]);
  });

  it('tell of each contact how to reach it, in old files too', async () => {
    const text = lines(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'FN:Anna Roth',
      'ORG:Muster AG;Sales',
      'TEL;TYPE=WORK:+41 31 000',
      'ADR;TYPE=HOME:;;Lindenweg 4;Bern;;3000;Switzerland',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:2.1',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrg =',
      'Lund',
      'END:VCARD',
    );
    const read = await readFile(text, 'people.vcf');
    expect(read.lines).toEqual([
      'h2 Anna Roth',
      'paragraph Organization: Muster AG, Sales\nPhone (work): +41 31 000\nAddress (home): Lindenweg 4, Bern, 3000, Switzerland',
      'h2 Jürg Lund',
    ]);
  });

  it('that are damaged say so', async () => {
    await expect(readFile('BEGIN:VCALENDAR\nBEGIN:VEVENT\n', 'a.ics')).rejects.toMatchObject({
      code: 'file-damaged',
    });
  });

  it.each([
    [
      'srt',
      '1\n00:00:01,000 --> 00:00:03,500\nGood <i>morning</i>,\neveryone.\n\n2\n00:00:04,000 --> 00:00:05,000\nWe begin.\n\n3\n00:01:10,000 --> 00:01:12,000\nLater.\n',
    ],
    [
      'vtt',
      'WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:03.500 align:start\nGood <i>morning</i>,\neveryone.\n\nid\n00:04.000 --> 00:05.000\nWe begin.\n\n01:10.000 --> 01:12.000\nLater.\n',
    ],
  ])('join what is said under its time (%s)', async (extension, text) => {
    const read = await readFile(text, `talk.${extension}`);
    expect(read.info.format).toBe('subtitles');
    expect(read.lines).toEqual([
      'h3 00:00:01 – 00:00:05',
      'paragraph Good morning, everyone. We begin.',
      'h3 00:01:10 – 00:01:12',
      'paragraph Later.',
    ]);
  });
});
