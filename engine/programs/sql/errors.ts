import { definitionsProblems } from './problems/definitions.ts';
import { queriesProblems } from './problems/queries.ts';
import { rolesProblems } from './problems/roles.ts';
import { rowsProblems } from './problems/rows.ts';
import { sessionsProblems } from './problems/sessions.ts';

const problems = {
  ...queriesProblems,
  ...definitionsProblems,
  ...rolesProblems,
  ...rowsProblems,
  ...sessionsProblems,
};

export type Problem = keyof typeof problems;
export type Details = Readonly<Record<string, string | number>>;

/** What is wrong with a statement, to be said in the words of a dialect. */
export class SqlError extends Error {
  readonly problem: Problem;
  readonly details: Details;
  /** The offset in the statement that it is about. */
  at: number | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** Fields of the message that programs read: schema, table, column, constraint. */
  readonly about: Readonly<Record<string, string>>;

  constructor(
    problem: Problem,
    details: Details = {},
    at?: number,
    more: { detail?: string; hint?: string; about?: Readonly<Record<string, string>> } = {},
  ) {
    super(problem);
    this.problem = problem;
    this.details = details;
    this.at = at;
    this.detail = more.detail;
    this.hint = more.hint;
    this.about = more.about ?? {};
  }
}

/**
 * The problem that an error of JavaScript stands for: too deep a recursion, or definitions that were read from files
 * which somebody has changed. Undefined: it is a fault of ours.
 */
export function sqlErrorOf(error: unknown): SqlError | undefined {
  if (error instanceof SqlError) return error;
  if (error instanceof RangeError) return new SqlError('tooComplex');
  return error instanceof TypeError || error instanceof SyntaxError ? new SqlError('corrupt') : undefined;
}

function filled(words: string, details: Details): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}

/** @returns SQLSTATE and message */
export function postgresWords({ problem, details }: SqlError): { state: string; message: string } {
  const [state, words] = problems[problem].postgres;
  return { state, message: filled(words, details) };
}

export function mysqlWords({ problem, details }: SqlError): { code: number; state: string; message: string } {
  const [code, state, words] = problems[problem].mysql;
  return {
    code,
    state,
    message: filled(words, { column: '', row: 1, clause: 'field list', host: '%', ...details }),
  };
}

/** Where MariaDB says it in other words. */
export function mariadbWords(error: SqlError): ReturnType<typeof mysqlWords> {
  const { code, state, message } = mysqlWords(error);
  if (error.problem === 'check') {
    const { name = '', schema = '', table = '' } = error.details;
    return {
      code: 4025,
      state: '23000',
      message: `CONSTRAINT \`${name}\` failed for \`${schema}\`.\`${table}\``,
    };
  }
  const words = message
    .replace('your MySQL server version', 'your MariaDB server version')
    .replace('This version of MySQL', 'This version of MariaDB')
    .replace(/for key '[^'.]+\.([^']+)'$/, "for key '$1'");
  return { code, state, message: words };
}
