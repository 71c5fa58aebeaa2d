import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import { headingBlock, type FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';
import { componentsOf, named, textOf, type Component, type Property } from './jcal.ts';

/** Address files (vCard 2.1 to 4): each contact under its name. */
export const contactsParser: Parser = {
  formats: ['vcf'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const cards = componentsOf(decodeText(bytes).text);
    return yield* flowEvents('vcf', { blocks: cards.flatMap((card) => contactBlocks(card)) });
  },
};

const fields: readonly (readonly [string, string])[] = [
  ['org', 'Organization'],
  ['title', 'Title'],
  ['role', 'Role'],
  ['tel', 'Phone'],
  ['email', 'Email'],
  ['adr', 'Address'],
  ['url', 'URL'],
  ['bday', 'Birthday'],
  ['categories', 'Categories'],
  ['note', 'Note'],
];

function contactBlocks(card: Component): FlowBlock[] {
  if (card.name !== 'vcard') return [];
  const lines = fields.flatMap(([name, label]) =>
    card.properties
      .filter((property) => property.name === name && textOf(property) !== '')
      .map((property) => `${label}${kindOf(property)}: ${textOf(property)}`),
  );
  const name = textOf(named(card, 'fn')) || textOf(named(card, 'n'));
  return [
    ...(name === '' ? [] : [headingBlock(2, name)]),
    ...(lines.length === 0 ? [] : [{ kind: 'paragraph', text: lines.join('\n') } as const]),
  ];
}

/** "Phone (work)": which of several it is. */
function kindOf({ parameters }: Property): string {
  const kinds = [parameters['type']]
    .flat()
    .filter((kind): kind is string => typeof kind === 'string')
    .map((kind) => kind.toLowerCase())
    .filter((kind) => /^(?:work|home|cell|mobile|fax)$/u.test(kind));
  return kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
}
