import { utils, write } from '@e965/xlsx';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { pdfOf, pngOf, scanOf, SHEET } from '../../test/ocr/scanned.ts';
import { ask } from '../../test/page/asking.ts';
import { filled, mark, row, type Screen } from '../../test/page/screens/screen.ts';

/** Names of the documents that only the pictures have. */
const names = {
  workbook: 'Freight-rates-2027.xlsx',
  mail: 'Offer-aluminium-tubes.eml',
  scan: 'Delivery-note-4471.pdf',
  rules: 'Reglement-atelier.docx',
} as const;

/** Documents of kinds that the samples lack, by their path below the library's folder. */
export async function moreDocuments(): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map([
    [`Sales/${names.workbook}`, workbook()],
    [`Contracts/${names.mail}`, await mail()],
    [`Workshop/${names.scan}`, await scan()],
  ]);
}

/** Files of the library on the disk. */
export interface Shelves {
  /** Takes a file away and waits until that is noticed; the result puts it back. */
  away(path: string): Promise<() => Promise<void>>;
}

/** Answers from these documents, and the places they come from. */
export const documentScreens = (shelves: Shelves): readonly Screen[] => [
  {
    name: 'answer from a spreadsheet',
    show: (page) => opened(page, 'How much does freight to Oslo cost?', names.workbook),
  },
  {
    name: 'answer from an attachment of a mail',
    show: (page) => opened(page, 'How long is the offer for the aluminium tubes valid?', 'Offer-'),
  },
  {
    name: 'answer from a scan',
    show: (page) => opened(page, 'Who signed for the pallets of wheel rims?', names.scan),
  },
  {
    name: 'a quote from a scan, and its picture',
    show: async (page) => {
      const answer = await ask(page, 'Who signed for the pallets of wheel rims?');
      await answer.locator('[data-citation]', { hasText: names.scan }).first().hover();
      await page.locator('blockquote').waitFor();
      await page.locator('[data-cut-out="drawn"]').first().waitFor();
    },
  },
  fileOutOfReach(shelves),
  {
    name: 'library: a mail and its attachments',
    show: async (page, t) => {
      await filled(page, t);
      await page.getByRole('searchbox', { name: t('library:find') }).fill('offer');
      await row(page, '.pdf').waitFor();
    },
  },
];

/** What was read of a file that is not there is quoted as a copy. */
function fileOutOfReach(shelves: Shelves): Screen {
  let putBack = (): Promise<void> => Promise.resolve();
  return {
    name: 'answer from a file out of reach',
    show: async (page) => {
      putBack = await shelves.away(`Workshop/${names.rules}`);
      await opened(page, 'Quelle caution est demandée pour un essai ?', names.rules);
    },
    leave: () => putBack(),
  };
}

/** Asks, and opens the citation of a document. */
async function opened(page: Page, question: string, document: string): Promise<void> {
  const answer: Locator = await ask(page, question);
  await answer.locator('[data-citation]', { hasText: document }).first().click();
  await mark(page).waitFor();
  await page.mouse.move(0, 0);
}

function workbook(): Uint8Array {
  const book = utils.book_new();
  const rates = utils.aoa_to_sheet([
    ['Destination', 'Carrier', 'Days', 'Up to 30 kg', 'Up to 80 kg'],
    ['Amsterdam', 'Rhenus', 2, 34, 58],
    ['Copenhagen', 'Schenker', 3, 47, 81],
    ['Lisbon', 'Rhenus', 5, 62, 104],
    ['Lyon', 'Heppner', 2, 31, 55],
    ['Milan', 'Gebrüder Weiss', 3, 44, 79],
    ['Oslo', 'Bring', 4, 71, 118],
    ['Vienna', 'Gebrüder Weiss', 2, 38, 66],
  ]);
  const surcharges = utils.aoa_to_sheet([
    ['Surcharge', 'Euros'],
    ['Delivery to an island', 45],
    ['Tail lift', 28],
    ['Second delivery', 39],
  ]);
  utils.book_append_sheet(book, rates, 'Rates');
  utils.book_append_sheet(book, surcharges, 'Surcharges');
  const written: unknown = write(book, { type: 'array', bookType: 'xlsx' });
  return new Uint8Array(z.instanceof(ArrayBuffer).parse(written));
}

async function mail(): Promise<Uint8Array> {
  const offer = await pdfOf((page) =>
    page
      .fontSize(18)
      .text('Offer 2026-118', 40, 40)
      .fontSize(11)
      .text('Aluminium tubes 6060 T66, 28 by 1.5 mm, cut to 6 metres.', 40, 88)
      .text('The price is 4.95 euros a metre, from 2,000 metres on 4.60 euros.', 40, 108)
      .text('The offer for the aluminium tubes is valid until 15 January 2027.', 40, 128)
      .text('Delivery takes three weeks from the order.', 40, 148),
  );
  const certificate = 'Material certificate 3.1\nHeat number 77120. The alloy is EN AW-6060 T66.\n';
  const part = (type: string, name: string, body: Uint8Array): string =>
    [
      '--carrel',
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      Buffer.from(body).toString('base64'),
    ].join('\r\n');
  const text = [
    'From: Ines Vredeveld <ines@vredeveld.example>',
    'To: purchasing@lindhof-perrault.example',
    'Subject: Offer for aluminium tubes',
    'Date: Tue, 17 Nov 2026 09:12:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="carrel"',
    '',
    '--carrel',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Good morning,',
    '',
    'as discussed on the telephone, our offer is attached, with the certificate of the mill.',
    'We keep 2,000 metres in stock for you until the end of the month.',
    '',
    'Kind regards',
    'Ines Vredeveld',
    part('application/pdf', 'Offer-2026-118.pdf', offer),
    part('text/plain', 'Certificate-77120.txt', Buffer.from(certificate)),
    '--carrel--',
    '',
  ].join('\r\n');
  return Buffer.from(text);
}

async function scan(): Promise<Uint8Array> {
  const page = pngOf(
    await scanOf([
      'Delivery note 4471',
      'Delivered on 12 October 2026 to the workshop in Kehl.',
      'Six pallets of wheel rims, none of them damaged.',
      'Jonas Albrecht signed for the pallets of wheel rims at the gate.',
      'The empty pallets are collected on the following Monday.',
    ]),
  );
  return await pdfOf((drawn) => drawn.image(page, 0, 0, { ...SHEET }));
}
