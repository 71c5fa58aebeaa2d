import type { Sheet } from './pages.ts';

/** A fixture: its pages, a question, and the words that must be marked, as they are printed. */
export interface Fixture {
  readonly file: string;
  readonly sheets: readonly Sheet[];
  readonly question: string;
  readonly marked: string;
}

const kiln = {
  columns: [
    [
      '# Kiln log of the pottery',
      '',
      'The small kiln stands in the yard and is heated with birch.',
      'Glazed bowls are fired at eleven hundred degrees for nine hours,',
      'and the door stays shut until the next morning.',
      'Ash from the firebox goes to the rose beds behind the shed.',
    ],
  ],
};

const ferry = {
  columns: [
    [
      '# Timetable of the river ferry',
      '',
      'The ferry carries walkers, bicycles and one horse at a time.',
      'On foggy mornings the ferryman rings the brass bell twice',
      'before he leaves the northern bank.',
      'A crossing costs two crowns, and children ride without paying.',
    ],
  ],
};

const orchard = {
  columns: [
    [
      '# Rules of the village orchard',
      '',
      'Windfalls belong to whoever picks them up first.',
      'Ladders longer than four metres are borrowed from the fire brigade',
      'and brought back before the evening practice.',
      'Nobody prunes the old walnut tree without asking the council.',
    ],
  ],
};

const archive = {
  crop: [30, 40, 560, 396] as const,
  columns: [
    [
      '# Reading room of the harbour archive',
      '',
      'Charts drawn before 1850 are only shown under glass.',
      'A visitor who wants to photograph a logbook signs the green sheet',
      'at the desk and leaves the flash switched off.',
      'Pencils are lent at the door; ink stays in the cloakroom.',
    ],
  ],
};

const choir = {
  columns: [
    [
      '# Choir letter',
      '',
      'Rehearsals are held in the',
      'old customs house, because',
      'the parish hall leaks. Bring',
      'a warm coat and your own',
      'cushion to every meeting.',
    ],
    [
      '',
      '',
      'The summer concert begins',
      'at half past seven in the',
      'cloister garden. Singers meet',
      'an hour earlier to tune with',
      'the two borrowed violas.',
    ],
  ],
};

const bridge = {
  columns: [
    [
      '# Inspection of the footbridge',
      '',
      'The planks were replaced with larch three summers ago.',
      'The yearly inspection of the suspension cables ends with an exam-',
      'ination of every rusted anchor bolt by the county engineer.',
      'Riders get off their horses before they step on the bridge.',
    ],
  ],
};

const seeds: readonly Sheet[] = [
  {
    columns: [
      [
        '# Seed library of the allotments',
        '',
        'Members borrow seeds in spring and return some in autumn.',
        'Beans, peas and lettuce are kept in paper bags on the upper shelf.',
        'Each drawer is labelled with the plant and the year of the harvest.',
        'Moths are kept away with lavender from the border by the gate.',
        'The keeper counts the bags on the first Sunday of every month.',
        'Whoever returns fewer seeds than were borrowed is not blamed,',
        'for a dry summer spares nobody and seeds are there to be sown.',
        'Rare tomato seeds may leave the library only when the keeper has',
      ],
    ],
  },
  {
    columns: [
      [
        'written the name of the borrower into the red book.',
        'New members get a tour of the drawers and one bag of marigolds.',
        'The library is closed while the allotments are flooded.',
      ],
    ],
  },
];

/** Every page shape that has gone wrong somewhere. */
export const fixtures: readonly Fixture[] = [
  {
    file: 'turned-90.pdf',
    sheets: [{ rotate: 90, ...kiln }],
    question: 'At how many degrees are glazed bowls fired?',
    marked:
      'Glazed bowls are fired at eleven hundred degrees for nine hours, and the door stays shut until the next morning.',
  },
  {
    file: 'turned-180.pdf',
    sheets: [{ rotate: 180, ...ferry }],
    question: 'When does the ferryman ring the brass bell?',
    marked:
      'On foggy mornings the ferryman rings the brass bell twice before he leaves the northern bank.',
  },
  {
    file: 'turned-270-cropped.pdf',
    sheets: [{ rotate: 270, crop: [20, 36, 400, 570], ...orchard }],
    question: 'Who lends ladders longer than four metres?',
    marked:
      'Ladders longer than four metres are borrowed from the fire brigade and brought back before the evening practice.',
  },
  {
    file: 'cropped.pdf',
    sheets: [archive],
    question: 'Which sheet does a visitor sign to photograph a logbook?',
    marked:
      'A visitor who wants to photograph a logbook signs the green sheet at the desk and leaves the flash switched off.',
  },
  {
    file: 'two-columns.pdf',
    sheets: [choir],
    question: 'When does the summer concert in the cloister garden begin?',
    marked: 'The summer concert begins at half past seven in the cloister garden.',
  },
  {
    file: 'hyphenated.pdf',
    sheets: [bridge],
    question: 'Which examination ends the yearly inspection of the suspension cables?',
    marked:
      'The yearly inspection of the suspension cables ends with an exam- ination of every rusted anchor bolt by the county engineer.',
  },
  {
    file: 'crossing-pages.pdf',
    sheets: seeds,
    question: 'When may rare tomato seeds leave the library?',
    marked:
      'Rare tomato seeds may leave the library only when the keeper has written the name of the borrower into the red book.',
  },
];
