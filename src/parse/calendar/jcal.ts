import ICAL from 'ical.js';
import { z } from 'zod';

/** A property as jCal and jCard have it (RFC 7265, RFC 7095): name, parameters, type, values. */
export interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly values: readonly unknown[];
}

export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
}

const propertySchema = z
  .tuple([z.string(), z.record(z.string(), z.unknown()), z.string()], z.unknown())
  .transform(([name, parameters, , ...values]): Property => ({ name, parameters, values }));

const componentSchema: z.ZodType<Component> = z
  .tuple([z.string(), z.array(propertySchema), z.lazy(() => z.array(componentSchema)).default([])])
  .transform(([name, properties, components]) => ({ name, properties, components }));

const oneOrMore = z.union([componentSchema.transform((one) => [one]), z.array(componentSchema)]);

/**
 * The components of a calendar or address file (RFC 5545, RFC 6350). Quoted-printable text of old
 * address files is decoded first.
 *
 * @throws where the text is neither
 */
export function componentsOf(text: string): readonly Component[] {
  return oneOrMore.parse(ICAL.parse(withoutQuotedPrintable(text)));
}

/** vCard 2.1: `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrg`, lines ending in `=` going on. */
function withoutQuotedPrintable(text: string): string {
  if (!/quoted-printable/iu.test(text)) return text;
  return text.replaceAll(
    /^(?=[^\r\n:]*;(?:ENCODING=)?QUOTED-PRINTABLE)([^\r\n:]*):((?:[^\r\n]*=\r?\n)*[^\r\n]*)/gimu,
    (_, head: string, value: string) => {
      const charset = /;CHARSET=([\w-]{1,40})/iu.exec(head)?.[1] ?? 'windows-1252';
      const plain = head.replaceAll(/;(?:(?:ENCODING=)?QUOTED-PRINTABLE|CHARSET=[\w-]+)/giu, '');
      return `${plain}:${decoded(value, charset).replaceAll(/\r?\n/gu, '\\n')}`;
    },
  );
}

function decoded(value: string, charset: string): string {
  const bytes = Buffer.from(
    value
      .replaceAll(/=\r?\n/gu, '')
      .replaceAll(/=([0-9A-F]{2})/giu, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  );
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** The values of a property as text; structured ones (names, addresses) part by part. */
export function textOf(property: Property | undefined): string {
  return (property?.values ?? [])
    .flat(3)
    .flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
    )
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .join(', ');
}

export function named(component: Component, name: string): Property | undefined {
  return component.properties.find((candidate) => candidate.name === name);
}
