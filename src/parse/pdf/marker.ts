const bullet =
  /^[\u2022\u25E6\u25AA\u25AB\u2023\u25CF\u25CB\u25A0\u25A1\u2043\u2219\u00B7\u27A2\u2013\u2014*-]$/u;
const number = /^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)]$/u;

/** Whether a token is what a list item begins with: a bullet, or `1.`, `a)`, `(iv)`. */
export function isMarker(text: string): boolean {
  return bullet.test(text) || number.test(text);
}

/** A marker, or text that begins with a bullet drawn tight against it. */
export function startsWithMarker(text: string): boolean {
  return isMarker(text) || /^[\u2022\u25AA\u25CF\u25A0]\S/u.test(text);
}

/** A sign that stands before items of lists only; dashes also set off titles. */
export function startsWithBullet(text: string): boolean {
  return /^[\u2022\u25E6\u25AA\u25AB\u2023\u25CF\u25CB\u25A0\u25A1\u2043\u2219\u27A2]/u.test(text);
}
