import { decode } from '../../../shell/commands/bytes.ts';
import { SqlError } from '../errors.ts';
import type { Environment } from '../run/environment.ts';
import type { OutColumn } from '../run/scope.ts';
import { describe, type Result } from '../run/statement.ts';
import { type Parsed, parseStatements } from '../syntax/statements.ts';
import { parseValue } from '../values/input.ts';
import { oidOf, type SqlType, TEXT, typeOfOid } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { valueOfBinary } from './binary.ts';
import { int16, int32, readInt16, readInt32 } from './integers.ts';
import { formatOf, message, rowDescription } from './messages.ts';

interface Prepared {
  readonly text: string;
  readonly parsed: Parsed | undefined;
  readonly types: (SqlType | undefined)[];
}

export interface Portal {
  readonly prepared: Prepared;
  readonly values: readonly Value[];
  readonly formats: readonly number[];
  /** What is left of its answer, after the client took a part. */
  rest?: { readonly result: Result; readonly from: number };
}

/** Statements that a client has prepared, and the portals it has bound them to. */
export class PreparedStatements {
  readonly #prepared = new Map<string, Prepared>();
  readonly #portals = new Map<string, Portal>();
  /** An environment in which a statement is described. @param types of its parameters, which come to light by that */
  readonly #environment: (nowMs: number, types: (SqlType | undefined)[]) => Environment;
  /** Hears of each text before it is looked at, for errors to point at. */
  readonly #about: (text: string) => void;

  constructor(
    environment: (nowMs: number, types: (SqlType | undefined)[]) => Environment,
    about: (text: string) => void,
  ) {
    this.#environment = environment;
    this.#about = about;
  }

  parse(body: string): string {
    const nameEnd = body.indexOf('\0');
    const textEnd = body.indexOf('\0', nameEnd + 1);
    const [name, text] = [decode(body.slice(0, nameEnd)), decode(body.slice(nameEnd + 1, textEnd))];
    this.#about(text);
    const [parsed, second] = parseStatements(text, false);
    if (second !== undefined)
      throw new SqlError('badArgument', {
        words: 'cannot insert multiple commands into a prepared statement',
      });
    if (name !== '' && this.#prepared.has(name)) throw new SqlError('duplicatePrepared', { name });
    const raw = body.slice(textEnd + 1);
    const count = readInt16(raw, 0) || 0;
    const types = Array.from({ length: count }, (_, index) => typeOfOid(readInt32(raw, 2 + index * 4)));
    this.#prepared.set(name, {
      text,
      parsed,
      types: types.map((type) => (type?.base === 'unknown' ? undefined : type)),
    });
    return message('1');
  }

  #named(name: string): Prepared {
    const prepared = this.#prepared.get(name);
    if (prepared === undefined) throw new SqlError('undefinedPrepared', { name });
    this.#about(prepared.text);
    return prepared;
  }

  bind(body: string, nowMs: number): string {
    const ends = body.indexOf('\0');
    const nameEnd = body.indexOf('\0', ends + 1);
    const prepared = this.#named(decode(body.slice(ends + 1, nameEnd)));
    let at = nameEnd + 1;
    const shorts = () => {
      const count = readInt16(body, at);
      const list = Array.from({ length: count }, (_, index) => readInt16(body, at + 2 + index * 2));
      at += 2 + count * 2;
      return list;
    };
    const formats = shorts();
    const count = readInt16(body, at);
    at += 2;
    this.#columns(prepared, nowMs);
    const values = Array.from({ length: count }, (_, index): Value => {
      const length = readInt32(body, at);
      at += 4;
      if (length < 0) return null;
      const raw = body.slice(at, at + length);
      at += length;
      const type = prepared.types[index] ?? TEXT;
      return formatOf(formats, index) === 1
        ? valueOfBinary(type, raw, nowMs)
        : parseValue(type, decode(raw), nowMs);
    });
    this.#portals.set(decode(body.slice(0, ends)), { prepared, values, formats: shorts() });
    return message('2');
  }

  /** Columns of what was prepared; types of its parameters come to light by that. */
  #columns({ parsed, types }: Prepared, nowMs: number): readonly OutColumn[] | undefined {
    return parsed === undefined ? undefined : describe(this.#environment(nowMs, types), parsed.statement);
  }

  describe(body: string, nowMs: number): string {
    const name = decode(body.slice(1).replace(/\0.*$/s, ''));
    const portal = body[0] === 'P' ? this.portal(name) : undefined;
    const prepared = portal?.prepared ?? this.#named(name);
    this.#about(prepared.text);
    const columns = this.#columns(prepared, nowMs);
    const answer = columns === undefined ? message('n') : rowDescription(columns, portal?.formats);
    if (portal !== undefined) return answer;
    const known = [...prepared.types].map((type) => int32(oidOf(type ?? TEXT)));
    return message('t', int16(known.length) + known.join('')) + answer;
  }

  /** @throws SqlError where there is none */
  portal(name: string): Portal {
    const portal = this.#portals.get(name);
    if (portal === undefined) throw new SqlError('badArgument', { words: `portal "${name}" does not exist` });
    return portal;
  }

  close(body: string): string {
    (body[0] === 'S' ? this.#prepared : this.#portals).delete(decode(body.slice(1, -1)));
    return message('3');
  }
}
