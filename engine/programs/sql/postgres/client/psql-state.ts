import { SystemError } from '../../../../filesystem/errors.ts';
import type { System } from '../../../../linux/system.ts';
import type { Link } from './link.ts';
import type { MetaQuery } from './meta.ts';
import type { Format } from './table.ts';

export type Table = { headers: string[]; types: number[]; rows: (string | null)[][] };

/** What the answer that is awaited is for. */
type Waiting =
  | { kind: 'query' }
  | { kind: 'meta'; query: MetaQuery; footers: string[]; left: number; table?: Table | undefined };

export type Source =
  | { kind: 'command'; text: string }
  | { kind: 'text'; text: string; name: string; line: number }
  | { kind: 'input' };

export type State = {
  link: Link;
  /** The connection until another one is made. */
  former?: Link | undefined;
  /** The next answer alone is shown expanded. */
  expandOnce?: boolean | undefined;
  format: Format;
  quiet: boolean;
  stopOnError: boolean;
  timing: boolean;
  single: boolean;
  /** What of its input psql shows: every line, statements as they are sent, nothing. */
  echo: 'all' | 'queries' | 'none';
  sources: Source[];
  /** Input that isn't a whole statement yet. */
  buffer: string;
  /** The text of the question that is being answered. */
  asked: string;
  askedMs: number;
  waiting?: Waiting | undefined;
  table?: Table | undefined;
  /** The server takes rows. */
  copying: boolean;
  /** Rows that `\copy` has read from a file, and the file that it writes. */
  copyFrom?: string | undefined;
  copyTo?: number | undefined;
  interactive: boolean;
  /** The server is asking for a password on the terminal. */
  passwordPrompt: boolean;
  typed: string;
  ended: boolean;
  failed: boolean;
  status: string;
  variables: { [name: string]: string };
};

/** What a file says, as input; a text: what is wrong with it. */
export function fileSource(system: System, path: string): Source | string {
  if (path === '-') return { kind: 'input' };
  try {
    return { kind: 'text', text: system.readText(path), name: path, line: 1 };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return `${path}: ${error.message}`;
  }
}

/** COPY … FROM STDIN has begun: what is left of its own line is nothing. */
export function beginCopy(state: State): void {
  state.copying = true;
  state.buffer = state.buffer.replace(/^[^\S\n]*\n/, '');
}

/** `:name`, `:'name'`, `:"name"` */
export function substituted(state: State, text: string): string {
  return text.replace(
    /(^|[^:\w]):(?:'(\w+)'|"(\w+)"|(\w+))/g,
    (whole: string, before: string, quoted?: string, name?: string, bare?: string) => {
      const value = state.variables[quoted ?? name ?? bare ?? ''];
      if (value === undefined) return whole;
      return (
        before +
        (quoted !== undefined
          ? `'${value.replaceAll("'", "''")}'`
          : name !== undefined
            ? `"${value}"`
            : value)
      );
    },
  );
}
