import type { ScanText } from './scan-text.ts';

/** Deeds, contracts, a table and a thread of mails in German; of our own writing. */
export const german: readonly ScanText[] = [
  {
    name: 'Kaufurkunde-Obstwiese.pdf',
    font: 'Times-Roman',
    paragraphs: [
      'Urkundenrolle Nummer 318 für das Jahr 2021',
      'Vor der Notarin Hedwig Ambacher in Radolfzell erschienen heute der Landwirt Konrad Fessler und die Gärtnerin Ulrike Sandmeier.',
      'Konrad Fessler verkauft die Obstwiese am Galgenbuck, Flurstück 1184, an Ulrike Sandmeier.',
      'Der Kaufpreis für die Obstwiese beträgt 48.750 Euro und ist bis zum 15. Oktober 2021 zu zahlen.',
      'Auf der Wiese lastet ein Wegerecht zugunsten der Nachbarin Theresia Volz.',
      'Die Grunderwerbsteuer und die Kosten der Beurkundung trägt die Käuferin allein.',
      'Der Besitz an der Wiese geht am 1. November 2021 auf die Käuferin über.',
      'Sollte der Kaufpreis nicht rechtzeitig eingehen, schuldet die Käuferin Zinsen von 4,5 Prozent im Jahr.',
    ],
    asks: [
      {
        question: 'Wie hoch ist der Kaufpreis für die Obstwiese?',
        gold: 3,
        facts: ['48.750 Euro'],
      },
      {
        question: 'Welche Notarin hat den Verkauf der Obstwiese beurkundet?',
        gold: 1,
        facts: ['Hedwig Ambacher'],
      },
      {
        question: 'Zu wessen Gunsten lastet ein Wegerecht auf der Wiese?',
        gold: 4,
        facts: ['Theresia Volz'],
      },
      {
        question: 'Wann geht der Besitz an der Wiese auf die Käuferin über?',
        gold: 6,
        facts: ['1. November 2021'],
      },
      {
        question: 'Welche Zinsen schuldet die Käuferin bei verspätetem Kaufpreis?',
        gold: 7,
        facts: ['4,5 Prozent'],
      },
    ],
  },
  {
    name: 'Schenkung-Geige.pdf',
    font: 'Courier',
    paragraphs: [
      'Schenkungsvertrag',
      'Die Musiklehrerin Aurelia Brinkmann schenkt ihrem Neffen Jonas Tiedemann eine Geige aus dem Jahr 1887.',
      'Die Geige wurde von Matthias Klotzner in Mittenwald gebaut.',
      'Ihr Wert wurde am 9. Februar 2018 auf 23.400 Euro geschätzt.',
      'Der Beschenkte darf die Geige vor dem 31. Dezember 2033 nicht verkaufen.',
      'Die Versicherung der Geige kostet 312 Euro im Jahr und wird von Jonas Tiedemann bezahlt.',
    ],
    asks: [
      { question: 'Wer hat die Geige gebaut?', gold: 2, facts: ['Matthias Klotzner'] },
      { question: 'Auf welchen Wert wurde die Geige geschätzt?', gold: 3, facts: ['23.400 Euro'] },
      {
        question: 'Bis wann darf der Beschenkte die Geige nicht verkaufen?',
        gold: 4,
        facts: ['31. Dezember 2033'],
      },
      { question: 'Was kostet die Versicherung der Geige?', gold: 5, facts: ['312 Euro'] },
      {
        question: 'Wem schenkt Aurelia Brinkmann eine Geige?',
        gold: 1,
        facts: ['Jonas Tiedemann'],
      },
    ],
  },
  {
    name: 'Pachtvertrag-Fischteich.pdf',
    font: 'Helvetica',
    paragraphs: [
      'Pachtvertrag über einen Fischteich',
      'Die Gemeinde Ostrach verpachtet den Teich an der Sägemühle an den Angelverein Hechtfreunde.',
      'Die Pacht beträgt 1.260 Euro im Jahr und ist jeweils am 1. März fällig.',
      'Der Vertrag beginnt am 1. April 2019 und läuft zwölf Jahre.',
      'Der Verein besetzt den Teich jedes Frühjahr mit mindestens 350 Karpfen.',
      'Das Bootshaus darf nur nach Zustimmung von Bürgermeisterin Renate Holzapfel umgebaut werden.',
      'Für Schäden am Damm haftet der Verein bis zu 7.800 Euro.',
    ],
    asks: [
      { question: 'Wie hoch ist die Pacht für den Fischteich?', gold: 2, facts: ['1.260 Euro'] },
      {
        question: 'An welchen Verein ist der Teich an der Sägemühle verpachtet?',
        gold: 1,
        facts: ['Hechtfreunde'],
      },
      {
        question: 'Mit wie vielen Karpfen wird der Teich besetzt?',
        gold: 4,
        facts: ['350 Karpfen'],
      },
      {
        question: 'Wer muss dem Umbau des Bootshauses zustimmen?',
        gold: 5,
        facts: ['Renate Holzapfel'],
      },
      {
        question: 'Bis zu welchem Betrag haftet der Verein für Schäden am Damm?',
        gold: 6,
        facts: ['7.800 Euro'],
      },
    ],
  },
  {
    name: 'Wartungsvertrag-Aufzug.pdf',
    font: 'Times-Roman',
    paragraphs: [
      'Wartungsvertrag für den Aufzug im Haus Silberburg',
      'Die Firma Lindqvist Fördertechnik wartet den Aufzug viermal im Jahr.',
      'Für jede Wartung werden 485,50 Euro zuzüglich Umsatzsteuer berechnet.',
      'Bei einer Störung trifft der Techniker innerhalb von 90 Minuten ein.',
      'Ansprechpartner der Hausverwaltung ist Herr Benedikt Oswald.',
      'Der Vertrag kann mit einer Frist von sechs Monaten zum 30. Juni gekündigt werden.',
      'Ersatzteile bis 150 Euro sind in der Pauschale enthalten.',
    ],
    asks: [
      {
        question: 'Was wird für jede Wartung des Aufzugs berechnet?',
        gold: 2,
        facts: ['485,50 Euro'],
      },
      { question: 'Welche Firma wartet den Aufzug?', gold: 1, facts: ['Lindqvist'] },
      {
        question: 'Wie schnell trifft der Techniker bei einer Störung ein?',
        gold: 3,
        facts: ['90 Minuten'],
      },
      {
        question: 'Wer ist Ansprechpartner der Hausverwaltung?',
        gold: 4,
        facts: ['Benedikt Oswald'],
      },
      {
        question: 'Zu welchem Tag kann der Wartungsvertrag gekündigt werden?',
        gold: 5,
        facts: ['30. Juni'],
      },
    ],
  },
  {
    name: 'Preisliste-Tischlerei.pdf',
    font: 'Helvetica',
    paragraphs: ['Preisliste der Tischlerei Brettschneider, gültig ab 1. Januar 2023'],
    table: [
      ['Werkstück', 'Holz', 'Lieferzeit', 'Preis'],
      ['Esstisch', 'Eiche', '6 Wochen', '1.840 Euro'],
      ['Bücherregal', 'Kiefer', '3 Wochen', '395 Euro'],
      ['Kleiderschrank', 'Buche', '8 Wochen', '2.275 Euro'],
      ['Gartenbank', 'Lärche', '4 Wochen', '560 Euro'],
      ['Schreibtisch', 'Nussbaum', '7 Wochen', '1.125 Euro'],
    ],
    asks: [
      { question: 'Was kostet der Esstisch?', gold: [1], facts: ['1.840 Euro'] },
      { question: 'Aus welchem Holz ist die Gartenbank?', gold: [4], facts: ['Lärche'] },
      {
        question: 'Wie lange ist die Lieferzeit für den Kleiderschrank?',
        gold: [3],
        facts: ['8 Wochen'],
      },
      {
        question: 'Wie viel kostet ein Schreibtisch aus Nussbaum?',
        gold: [5],
        facts: ['1.125 Euro'],
      },
      { question: 'Was kostet das Bücherregal aus Kiefer?', gold: [2], facts: ['395 Euro'] },
    ],
  },
  {
    name: 'Mailwechsel-Dachrinne.png',
    font: 'Helvetica',
    paragraphs: [
      'Von: Margit Eisenhut   An: Dachdeckerei Pohl   Datum: 14. Mai 2022   Betreff: Dachrinne am Pfarrhaus',
      'Guten Tag Herr Pohl, die Dachrinne am Pfarrhaus ist auf der Nordseite gebrochen.',
      'Das Wasser läuft seit dem 3. Mai 2022 in den Keller der Bibliothek.',
      'Von: Dachdeckerei Pohl   An: Margit Eisenhut   Datum: 16. Mai 2022   Betreff: AW: Dachrinne am Pfarrhaus',
      'Sehr geehrte Frau Eisenhut, eine neue Rinne aus Kupfer kostet 2.930 Euro samt Montage.',
      'Unser Meister Valentin Kreuzer kommt am Donnerstag um 8 Uhr zur Besichtigung.',
      'Das Gerüst stellt die Firma Hofstetter für 640 Euro.',
    ],
    asks: [
      { question: 'Was kostet eine neue Rinne aus Kupfer?', gold: 4, facts: ['2.930 Euro'] },
      {
        question: 'Wer kommt zur Besichtigung der Dachrinne?',
        gold: 5,
        facts: ['Valentin Kreuzer'],
      },
      {
        question: 'Seit wann läuft das Wasser in den Keller der Bibliothek?',
        gold: 2,
        facts: ['3. Mai 2022'],
      },
      { question: 'Welche Firma stellt das Gerüst?', gold: 6, facts: ['Hofstetter'] },
      { question: 'Auf welcher Seite ist die Dachrinne gebrochen?', gold: 1, facts: ['Nordseite'] },
    ],
  },
];
