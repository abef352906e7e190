import { SqlError } from '../errors.ts';
import type { Statement } from '../syntax/tree.ts';
import type { Environment } from './environment.ts';
import type { Plan } from './scope.ts';

/** SHOW of MySQL, as a plan whose rows are worked out when it runs. */
export function showMysql(_env: Environment, { what }: Extract<Statement, { kind: 'show' }>): Plan {
  throw new SqlError('unsupported', { what: `SHOW ${what}` });
}
