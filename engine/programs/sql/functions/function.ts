import type { Environment } from '../run/environment.ts';
import type { Base, SqlType } from '../values/types.ts';
import type { Value } from '../values/value.ts';

/** A type of a signature. `any`: as it is; `same`: what all arguments of that kind have in common. */
export type Kind = Base | 'any' | 'same' | 'list';

export interface SqlFunction {
  readonly args: readonly Kind[];
  /** How many of them must be there. */
  readonly required: number;
  /** The last one may come again and again. */
  readonly variadic: boolean;
  readonly result: Kind | ((args: readonly SqlType[]) => SqlType);
  /** Null where an argument is null, without asking it. */
  readonly strict: boolean;
  readonly run: (args: readonly Value[], env: Environment, types: readonly SqlType[]) => Value;
}

type Run = SqlFunction['run'];

/**
 * @param signature `text int4? any* → text`: `?` may be left out, `*` may be repeated
 * @param more whether it is asked about nulls, too
 */
export function define(
  signature: string,
  run: Run,
  more: { readonly nulls?: boolean; readonly result?: (args: readonly SqlType[]) => SqlType } = {},
): SqlFunction {
  const [left = '', right = 'text'] = signature.split('→').map((part) => part.trim());
  const words = left.split(' ').filter((word) => word !== '');
  return {
    args: words.map((word) => kindOf(word.replace(/[?*]$/, ''))),
    required: words.filter((word) => !/[?*]$/.test(word)).length,
    variadic: words.at(-1)?.endsWith('*') ?? false,
    result: more.result ?? kindOf(right),
    strict: more.nulls !== true,
    run,
  };
}

const kinds: ReadonlyMap<string, Kind> = new Map(
  (
    [
      'any',
      'same',
      'list',
      'bool',
      'int2',
      'int4',
      'int8',
      'numeric',
      'float8',
      'text',
      'name',
      'oid',
      'date',
      'time',
      'timestamp',
      'timestamptz',
      'interval',
      'json',
      'jsonb',
      'uuid',
      'bytea',
      'void',
      'record',
      'regclass',
    ] as const
  ).map((kind) => [kind, kind]),
);

function kindOf(word: string): Kind {
  const kind = kinds.get(word);
  if (kind === undefined) throw new Error(`no such type in a signature: ${word}`);
  return kind;
}

export type Functions = Readonly<Record<string, SqlFunction | readonly SqlFunction[]>>;

export const textArg = (value: Value | undefined): string =>
  typeof value === 'string' ? value : String(value ?? '');
export const intArg = (value: Value | undefined): number => Number(value ?? 0);
