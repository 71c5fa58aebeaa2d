/**
 * A line for whoever runs the engine, on stderr. Never document text, names or paths: the shell
 * keeps the tail of it for crash reports.
 */
export function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}
