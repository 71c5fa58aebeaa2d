/** A group separator between thousands, in the ways Europe writes it. */
const GROUPED = /^\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+$/u;
const DECIMAL = /^(\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d+)[.,](\d+)$/u;

/**
 * The search terms of a number as written. "1,577", "1.577", "1 577" and "1577" share the term
 * 1577; "12,5" and "12.5" share 12x5. A date or version ("12.03.2024") gives its parts as well.
 */
export function numberTerms(written: string): string[] {
  const digits = written.replaceAll(/\D/gu, '');
  if (GROUPED.test(written)) {
    // "1.577" may also be a decimal number.
    const parts = written.includes(' ') ? written.split(' ') : [];
    return [digits, ...parts];
  }
  const decimal = DECIMAL.exec(written);
  const [, whole, fraction] = decimal ?? [];
  if (whole !== undefined && fraction !== undefined) {
    const integer = whole.replaceAll(/\D/gu, '');
    return [`${integer}x${fraction}`, integer];
  }
  const parts = written.split(/\D+/u).filter((part) => part !== '');
  return parts.length > 1 ? [digits, ...parts] : [digits];
}
