import { mysqlWords, type SqlError } from '../errors.ts';
import type { Session } from '../session.ts';

/** Numbers of the notes that MySQL writes where PostgreSQL has notices. */
const codes: readonly (readonly [RegExp, string])[] = [
  [/^Unknown table /, '1051'],
  [/^Table .* already exists$/, '1050'],
  [/^Can't drop database /, '1008'],
  [/^Can't create database /, '1007'],
];

/**
 * What a statement has warned of is there for SHOW WARNINGS, until the next one that might warn.
 * @param replaces whether the statement is one of those @returns how many there are
 */
export function keepWarnings(session: Session, replaces: boolean, error?: SqlError): number {
  const kept = session.notices.splice(0);
  if (error !== undefined) {
    const { code, message } = mysqlWords(error);
    kept.push({ level: 'Error', state: String(code), words: message });
  }
  for (const [at, notice] of kept.entries()) {
    const code =
      codes.find(([words]) => words.test(notice.words))?.[1] ??
      (/^\d+$/.test(notice.state) ? notice.state : '1105');
    kept[at] = { ...notice, state: code };
  }
  if (replaces || kept.length > 0) session.warnings = kept;
  return kept.length;
}
