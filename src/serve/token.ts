import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 256 bits, in characters that need no escaping in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a given text is the token, in a time that tells nothing about the token. */
export function isToken(given: string, token: string): boolean {
  return timingSafeEqual(digest(given), digest(token));
}

// Digests have one length, which the comparison needs and the given text may not have.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
