import type { SampleDocument } from './content.ts';

/** Documents rendered to DOCX. */
export const letters: readonly SampleDocument[] = [
  {
    file: 'Mietvertrag-Lager-Kehl.docx',
    title: 'Mietvertrag über die Lagerhalle Hafenstraße 41, Kehl',
    sections: [
      {
        title: '§ 1 Mietgegenstand',
        paragraphs: [
          'Die Hafenbetriebe Oberrhein GmbH vermietet der Lindhof & Perrault GmbH die Lagerhalle Hafenstraße 41 in Kehl. Die Halle hat eine Nutzfläche von 1.840 Quadratmetern, zwei Rolltore und eine Laderampe für Lastwagen bis 18 Tonnen.',
          'Zum Mietgegenstand gehören sechs Stellplätze für Fahrradanhänger im Freien. Eine Nutzung als Werkstatt ist nicht gestattet.',
        ],
      },
      {
        title: '§ 2 Mietzeit und Kündigung',
        paragraphs: [
          'Das Mietverhältnis beginnt am 1. Mai 2023 und wird auf unbestimmte Zeit geschlossen. Die Kündigungsfrist beträgt für beide Seiten neun Monate zum Ende eines Kalenderhalbjahres. Die Kündigung bedarf der Schriftform; eine Kündigung per E-Mail ist unwirksam.',
          'Der Mieter kann das Mietverhältnis außerordentlich beenden, wenn die Zufahrt über die Hafenstraße länger als 30 Tage gesperrt ist.',
        ],
      },
      {
        title: '§ 3 Miete und Nebenkosten',
        paragraphs: [
          'Die monatliche Nettomiete beträgt 9.660 Euro und ist bis zum dritten Werktag eines Monats zu zahlen. Hinzu kommt eine Vorauszahlung auf die Nebenkosten von 1.150 Euro. Die Kaution beläuft sich auf drei Nettomieten.',
          'Die Miete ändert sich mit dem Verbraucherpreisindex, sobald dieser um mehr als vier Prozent von seinem Stand bei der letzten Anpassung abweicht.',
        ],
      },
    ],
  },
  {
    file: 'Travel-expenses-guide.docx',
    title: 'How to claim travel expenses',
    sections: [
      {
        title: 'Before you travel',
        paragraphs: [
          'Ask your team lead for the journey in the travel tool at least six working days before you leave. Tickets are bought by the travel desk with the firm’s card; do not pay for them yourself unless the desk is closed.',
        ],
        bullets: [
          'Journeys of one day inside the region need no request.',
          'Journeys outside the European Union need the consent of Rémi Perrault.',
          'A trailer taken to a customer travels as freight, never as luggage.',
        ],
      },
      {
        title: 'After you are back',
        paragraphs: [
          'Hand in your claim within 21 days of your return, with a photograph of every receipt above 15 euros. Claims that come later than 60 days are not paid. The money is paid with the next month’s wage.',
          'Meals to which a customer invited you are taken off the daily allowance: 20 percent for breakfast, 40 percent each for lunch and dinner.',
        ],
      },
    ],
  },
  {
    file: 'Reglement-atelier.docx',
    title: "Règlement de l'atelier de démonstration",
    sections: [
      {
        title: 'Accès',
        paragraphs: [
          "L'atelier de démonstration de Strasbourg est ouvert aux visiteurs du mardi au samedi, de 10 h à 18 h 30. Les groupes de plus de huit personnes s'annoncent au moins cinq jours à l'avance auprès de l'accueil.",
          "Les enfants de moins de quatorze ans sont accompagnés d'un adulte. Les chiens restent dans la cour.",
        ],
      },
      {
        title: 'Essais',
        paragraphs: [
          "Chaque remorque peut être essayée pendant quarante minutes sur le circuit du quai. Une pièce d'identité et une caution de 80 euros sont demandées. Le casque est obligatoire ; l'atelier en prête.",
          "L'essai sur la voie publique n'est permis qu'en présence d'un vendeur. En cas de pluie verglaçante, aucun essai n'a lieu.",
        ],
      },
    ],
  },
];

/** Documents rendered to PPTX, a section a slide. */
export const presentations: readonly SampleDocument[] = [
  {
    file: 'Launch-Cargo-90.pptx',
    title: 'Cargo 90: launch plan',
    sections: [
      {
        title: 'Cargo 90: launch plan',
        paragraphs: ['Spring season 2027, for the sales team and dealers'],
      },
      {
        title: 'What is new',
        paragraphs: [],
        bullets: [
          'Carries 90 kilograms and weighs 13.4 kilograms itself',
          'Folds to 28 centimetres in under a minute',
          'The axle takes wheels of 16 and of 20 inches',
          'Bed of recycled aluminium from Duisburg',
        ],
      },
      {
        title: 'Range and prices',
        paragraphs: ['Recommended prices with value added tax, from 1 March 2027.'],
        table: {
          header: ['Model', 'Load', 'Weight', 'Price'],
          rows: [
            ['Cargo 40', '40 kg', '8.1 kg', '449 EUR'],
            ['Cargo 60', '60 kg', '10.6 kg', '579 EUR'],
            ['Cargo 90', '90 kg', '13.4 kg', '749 EUR'],
            ['Kids Duo', '45 kg', '14.9 kg', '829 EUR'],
          ],
        },
      },
      {
        title: 'Dates',
        paragraphs: [],
        bullets: [
          'Dealers’ day in Strasbourg: 21 January 2027',
          'First deliveries: 8 March 2027',
          'Press rides along the Rhine: 15 to 17 March 2027',
        ],
      },
    ],
  },
  {
    file: 'Vertriebstagung-Herbst.pptx',
    title: 'Vertriebstagung Herbst 2026',
    sections: [
      { title: 'Vertriebstagung Herbst 2026', paragraphs: ['Freiburg, 6. Oktober 2026'] },
      {
        title: 'Absatz nach Ländern',
        paragraphs: ['Verkaufte Anhänger in den ersten neun Monaten.'],
        table: {
          header: ['Land', '2025', '2026'],
          rows: [
            ['Deutschland', '4.120', '4.610'],
            ['Frankreich', '3.870', '4.450'],
            ['Niederlande', '2.240', '2.190'],
            ['Dänemark', '960', '1.310'],
          ],
        },
      },
      {
        title: 'Beschlüsse',
        paragraphs: [],
        bullets: [
          'Der Händlerrabatt bleibt bei 31 Prozent, ab 200 Stück im Jahr 34 Prozent.',
          'Ersatzteile werden künftig binnen 48 Stunden versandt.',
          'Das Lager in Venlo wird zum 30. Juni 2027 aufgegeben.',
        ],
      },
    ],
  },
];
