/**
 * What the page may load and do. `wasm-unsafe-eval` is for the picture decoders of pdf.js; `blob:`
 * and `data:` images are pages and thumbnails that it has drawn. No inline script or style.
 */
function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    // Not every browser counts a WebSocket of the same host and port as 'self'.
    `connect-src 'self' ws://${host}`,
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The headers of every answer. `host` is the checked Host header, a name and a port. */
export function securityHeaders(host: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(host),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
    'X-DNS-Prefetch-Control': 'off',
    'X-Robots-Tag': 'noindex',
  };
}
