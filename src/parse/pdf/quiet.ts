/**
 * pdf.js looks for a native canvas when it is loaded and warns where there is none. Text needs no
 * canvas and the parser process may load no addon, so those warnings say nothing to anyone. This
 * module must be evaluated before pdf.js; `restoreWarnings` undoes it afterwards.
 */
const target = globalThis.console;
const original = target.warn.bind(target);
const aboutCanvas = /@napi-rs\/canvas|DOMMatrix|Path2D/u;

target.warn = (...values: unknown[]): void => {
  if (typeof values[0] === 'string' && aboutCanvas.test(values[0])) return;
  original(...values);
};

export function restoreWarnings(): void {
  target.warn = original;
}
