/** The scheme and host the page is served under; nothing else is ever loaded. */
export const pageScheme = 'app';
export const pageOrigin = 'app://carrel';
export const pageAddress = `${pageOrigin}/index.html`;

/** True for an address of the page itself; `blob:` is what the page has made. */
export function isOwnAddress(address: string): boolean {
  return address.startsWith(`${pageOrigin}/`) || address.startsWith(`blob:${pageOrigin}/`);
}

/** A frame that sent a message. */
export interface SenderFrame {
  readonly url: string;
  /** Null for the frame of the window itself. */
  readonly parent: unknown;
}

/** Only the page itself may speak to the main process, not a frame in it or what it may have become. */
export function isOwnFrame(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin}/`);
}
