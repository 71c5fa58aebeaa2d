/** The `code` of a system error (`ENOENT`), or undefined for any other exception. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Whether a process is there, of whichever account. */
export function isAlive(pid: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, but belongs to another account.
    return systemCodeOf(error) === 'EPERM';
  }
}
