import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { withMembers } from '../with-members.ts';
import { rangesBelow } from './below.ts';

/** A path without the separators at its end. */
export function withoutEnd(path: string): string {
  return path.replace(/(?<=.)[/\\]+$/u, '');
}

/** Visible documents meant by ids, absolute paths and folders, with their members, oldest first. */
export function matchTargets(database: Database, targets: readonly string[]): number[] {
  const found = new Set<number>();
  const add = (sql: string, ...parameters: string[]): void => {
    for (const row of database.all(sql, ...parameters)) found.add(number(row, 'id'));
  };
  const isId = (target: string): boolean => /^\d{1,15}$/u.test(target);
  add(
    `SELECT id FROM documents WHERE removal IS NULL
       AND id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))`,
    JSON.stringify(targets.filter((target) => isId(target))),
  );
  for (const target of targets) {
    if (isId(target)) continue;
    add('SELECT id FROM documents WHERE removal IS NULL AND path = ?', withoutEnd(target));
    for (const [from, to] of rangesBelow(target)) {
      add('SELECT id FROM documents WHERE removal IS NULL AND path >= ? AND path < ?', from, to);
    }
  }
  return withMembers(database, [...found]).filter((id) => found.has(id) || isVisible(database, id));
}

function isVisible(database: Database, id: number): boolean {
  const row = database.get('SELECT 1 FROM documents WHERE id = ? AND removal IS NULL', id);
  return row !== undefined;
}
