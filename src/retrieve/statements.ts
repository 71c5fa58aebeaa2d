import { stemText } from '../language/stem.ts';

interface Statement {
  /** How a question may call it, beside the names it is headed by. */
  readonly asked: readonly Name[];
  readonly headed: readonly Name[];
}

type Name = readonly [language: string, name: string];

/**
 * The primary statements of a financial report and the names they go by (IAS 1, US GAAP and their
 * usual translations). A report speaks of them on every page, and heads one page with each.
 */
const STATEMENTS: readonly Statement[] = [
  {
    asked: [],
    headed: [
      ['en', 'balance sheet'],
      ['en', 'statement of financial position'],
      ['fr', 'bilan consolidé'],
      ['de', 'Bilanz'],
      ['de', 'Konzernbilanz'],
      ['es', 'balance de situación'],
      ['es', 'estado de situación financiera'],
      ['it', 'stato patrimoniale'],
    ],
  },
  {
    asked: [
      ['en', 'income statement'],
      ['en', 'P&L'],
      ['en', 'profit and loss'],
    ],
    headed: [
      ['en', 'statement of income'],
      ['en', 'statement of operations'],
      ['en', 'statement of earnings'],
      ['en', 'statement of profit or loss'],
      ['fr', 'compte de résultat'],
      ['de', 'Gewinn- und Verlustrechnung'],
      ['es', 'cuenta de pérdidas y ganancias'],
      ['es', 'cuenta de resultados'],
      ['it', 'conto economico'],
    ],
  },
  {
    asked: [['en', 'cash flow']],
    headed: [
      ['en', 'statement of cash flows'],
      ['en', 'cash flow statement'],
      ['fr', 'tableau des flux de trésorerie'],
      ['de', 'Kapitalflussrechnung'],
      ['es', 'estado de flujos de efectivo'],
      ['it', 'rendiconto finanziario'],
    ],
  },
];

/** The headings, as stems parted by spaces, of the statements that a question names. */
export function statementsAsked(question: string): string[] {
  const stems = new Map<string, string>();
  const asks = ([language, name]: Name): boolean => {
    const text = stems.get(language) ?? ` ${stemText(question, language)} `;
    stems.set(language, text);
    return text.includes(` ${stemText(name, language)} `);
  };
  return STATEMENTS.filter(({ asked, headed }) => [...asked, ...headed].some(asks)).flatMap(
    ({ headed }) => headed.map(([language, name]) => stemText(name, language)),
  );
}
