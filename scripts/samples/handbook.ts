import type { Section } from './content.ts';

/** The employee handbook of the fictional firm, one section a page. */
export const handbook: readonly Section[] = [
  {
    title: 'Welcome to Lindhof & Perrault',
    paragraphs: [
      'Lindhof & Perrault builds trailers for cargo bicycles. The firm was founded in 2009 by Anke Lindhof, a welder from Freiburg, and Rémi Perrault, who ran a courier service in Strasbourg. Today 86 people work in two places: the workshop in Kehl on the German bank of the Rhine, and the office and showroom in Strasbourg on the French one.',
      'This handbook holds for everybody employed by the firm, whatever the country of the contract. Where the law of the country gives you more than the handbook does, the law counts. Where the handbook gives you more, the handbook counts.',
      'Questions about the handbook go to the people office, room 2.14 in Strasbourg. The people office answers within three working days. Proposals for changes are collected until the end of September and decided in November, together with both works councils.',
    ],
  },
  {
    title: 'Working hours',
    paragraphs: [
      'A full-time week is 37 hours. In the workshop the early shift runs from 6:00 to 13:50 and the late shift from 13:40 to 21:30, so that the two overlap by ten minutes. Shifts change every second Monday.',
      'In the office the day begins between 7:00 and 9:30 as you like. Everybody is reachable from 9:30 to 11:30 and from 14:00 to 15:30. Meetings are not set outside these hours without the consent of all who take part.',
      'Overtime is agreed with the team lead beforehand. It is taken as time off within four months. Overtime that could not be taken within four months is paid with a supplement of 30 percent.',
      'Work from home is possible on up to two days a week for office staff, and not possible for workshop staff. The two days cannot be carried over to another week.',
    ],
  },
  {
    title: 'Annual leave',
    paragraphs: [
      'Every full-time employee has 30 working days of annual leave. Leave of up to two weeks is asked for at least four weeks ahead, longer leave at least ten weeks ahead. The team lead answers within five working days; no answer means consent.',
      'Leave that was not taken by 31 December may be carried over until 31 March of the following year, but never more than eight days. The workshop closes for two weeks in August and between Christmas and New Year; twelve days of leave are set by these closures.',
      'Long service is rewarded with extra days, as the table shows.',
    ],
    table: {
      header: ['Years in the firm', 'Extra days a year', 'Total for full time'],
      rows: [
        ['fewer than 5', '0', '30'],
        ['5 to 9', '1', '31'],
        ['10 to 14', '3', '33'],
        ['15 or more', '5', '35'],
      ],
    },
  },
  {
    title: 'Family',
    paragraphs: [
      'The second parent has 28 calendar days of paid leave within the first six months after a birth. The days may be taken in up to three parts. The firm pays the difference between the allowance of the state and the full net pay.',
      'Parents of children under twelve may stay at home with a sick child for up to ten paid days in a calendar year for each child. Single parents have fifteen days.',
      'The nursery "Les Hirondelles" in Strasbourg keeps six places for the firm. Places are given in the order of requests; the waiting list is open to all employees, and siblings come first. The firm pays 140 euros a month towards each place.',
      'An employee who cares for a relative at home may work half time for up to nine months. The right to return to full time is guaranteed.',
    ],
  },
  {
    title: 'Pay',
    paragraphs: [
      'Pay is transferred on the 27th of each month. Where the 27th is not a working day, it is transferred on the working day before. There are thirteen monthly payments; the thirteenth comes with the pay of November.',
      'There are six grades. The grade follows the task and not the person. Each year of experience within a grade adds one step, up to step five. The amounts are gross and for a full-time month.',
    ],
    table: {
      header: ['Grade', 'Task, for example', 'Step 1', 'Step 5'],
      rows: [
        ['A', 'Packing, cleaning', '2,310 EUR', '2,590 EUR'],
        ['B', 'Assembly', '2,640 EUR', '2,980 EUR'],
        ['C', 'Welding, painting', '2,920 EUR', '3,340 EUR'],
        ['D', 'Purchasing, accounts', '3,150 EUR', '3,720 EUR'],
        ['E', 'Design, software', '3,680 EUR', '4,450 EUR'],
        ['F', 'Team leads', '4,270 EUR', '5,160 EUR'],
      ],
    },
  },
  {
    title: 'Travel',
    paragraphs: [
      'The train is the rule. Second class is booked for journeys of less than four hours, first class for longer ones. Flights within Europe need the consent of the management and are granted only where the train takes more than nine hours.',
      'Hotels are booked by the traveller up to the limits in the table. Breakfast is included in the limit. Where a trade fair drives prices above the limit, the actual price is paid when three offers are shown.',
    ],
    table: {
      header: ['City', 'Hotel limit a night', 'Daily allowance'],
      rows: [
        ['Berlin', '125 EUR', '32 EUR'],
        ['Paris', '165 EUR', '41 EUR'],
        ['Copenhagen', '180 EUR', '48 EUR'],
        ['Zurich', '195 EUR', '56 EUR'],
        ['Milan', '140 EUR', '37 EUR'],
        ['elsewhere', '110 EUR', '30 EUR'],
      ],
    },
  },
  {
    title: 'Bicycles and commuting',
    paragraphs: [
      'Whoever comes to work by bicycle on at least 120 days a year is paid 0.32 euros for each kilometre, up to 600 euros a year. The days are counted by the gate in Kehl and by a list in Strasbourg.',
      'Each employee may borrow a trailer of the current range for private use, for at most three weekends a month. It is signed out with the stores. Damage up to 150 euros is borne by the firm; beyond that the insurance decides.',
      'The firm leases electric bicycles for its employees. The lease runs for 36 months. At the end the bicycle may be bought for 17 percent of its list price.',
      'There are no parking spaces for cars, except four for people with a disability and two for visitors.',
    ],
  },
  {
    title: 'Health and safety',
    paragraphs: [
      'Safety shoes of class S3 are worn in the whole workshop, eye protection wherever metal is cut, welded or ground. The firm pays for prescription safety glasses up to 240 euros every two years.',
      'Nobody welds alone. A second person must be within call, and an extinguisher within three metres. The welding fume extraction is checked every quarter; the record hangs by the door of bay 3.',
      'Every accident is written into the accident book, also when nobody was hurt. Accidents with injury are reported to the safety officer, Mireille Osswald, on the same day, telephone extension 311.',
      'A fire drill is held twice a year, in April and in October. The assembly point in Kehl is the bus stop; in Strasbourg it is the courtyard of number 9.',
    ],
  },
  {
    title: 'Illness',
    paragraphs: [
      'Tell your team lead before the start of your working day if you are ill. A medical certificate is needed from the fourth calendar day of illness. The team lead may not ask what the illness is.',
      'The firm pays full wages for the first eight weeks of an illness. From the ninth week it pays the difference between the sick pay of the insurance and 90 percent of the net wage, until the end of the 26th week.',
      'After an absence of more than six weeks the people office offers a conversation about a gradual return. Taking part is voluntary. The return begins with at least two hours a day and lasts at most six months.',
    ],
  },
  {
    title: 'Learning',
    paragraphs: [
      'Everybody has five paid days a year for learning and a budget of 900 euros. Unused days may be saved for up to two years, the budget may not. Courses in French and German are paid by the firm in addition, without limit, because each of us should be understood on both banks of the Rhine.',
      'Apprentices are taken on each September: four as construction mechanics in Kehl and one in commerce in Strasbourg. Apprentices who pass with a mark better than 2.0 are offered a permanent contract in grade B, step 2.',
      'The library in the showroom holds about 400 books on metalwork, design and trade. Books are lent for six weeks.',
    ],
  },
  {
    title: 'Data and confidentiality',
    paragraphs: [
      'Customer data are kept in the order system only. Lists of customers are not printed, not sent by mail and not taken home. Applicants’ papers are deleted five months after the decision.',
      'Work telephones are locked with at least six digits. The loss of a telephone or computer is reported within two hours to the help desk, extension 200, day and night.',
      'Drawings of products that are not yet sold are marked "grey" and do not leave the firm. The mark is taken away by the head of design, at present Tomasz Wilk, on the day of the launch.',
    ],
  },
  {
    title: 'Leaving the firm',
    paragraphs: [
      'During the probation of four months either side may end the contract with two weeks’ notice. After that the notice period grows with the years in the firm.',
      'Keys, telephone, computer and protective clothing are given back on the last working day. The people office writes a reference within ten working days. Leave that is still open is taken during the notice period or paid out.',
    ],
    table: {
      header: ['Years in the firm', 'Notice by the employee', 'Notice by the firm'],
      rows: [
        ['up to 2', '4 weeks', '4 weeks'],
        ['more than 2', '4 weeks', '2 months'],
        ['more than 8', '6 weeks', '4 months'],
        ['more than 15', '6 weeks', '6 months'],
      ],
    },
  },
];
