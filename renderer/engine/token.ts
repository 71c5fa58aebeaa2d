const KEY = 'carrel-token';

/**
 * The token from the address's fragment, which is then removed from the address bar and history.
 * A reload finds it again in this tab's storage, which no other origin (port) can read.
 */
export function takeToken(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const given = fragment.get('token');
  if (given !== null) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY);
}
