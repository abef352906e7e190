import { decode } from '../../../shell/commands/bytes.ts';
import { SqlError } from '../errors.ts';
import { PREPARED_MAX, VALUE_CHARS_MAX } from '../limits.ts';
import type { Environment } from '../run/environment.ts';
import { describe } from '../run/statement.ts';
import { type Parsed, parseStatements } from '../syntax/statements.ts';
import { parseValue } from '../values/input.ts';
import type { SqlType } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { AUTOCOMMIT, columnBody, eofBody, int, readInt, readParameter } from './packets.ts';

interface Prepared {
  readonly parsed: Parsed;
  types: readonly number[];
}

/** A prepared statement with what is to be put in for its parameters. */
export interface Bound {
  readonly parsed: Parsed;
  readonly values: readonly Value[];
  readonly types: SqlType[];
}

/** Statements that a client has prepared, in the binary protocol. */
export class PreparedStatements {
  readonly #prepared = new Map<number, Prepared>();
  /** Parameters that came in parts, by statement and number. */
  readonly #longData = new Map<string, string>();
  #next = 1;

  /** @returns bodies of packets. @throws SqlError */
  prepare(env: Environment, text: string): string[] {
    const [parsed, second] = parseStatements(text, true);
    if (parsed === undefined) throw new SqlError('emptyQuery');
    if (second !== undefined || this.#prepared.size >= PREPARED_MAX) throw new SqlError('tooLarge');
    const columns = describe(env, parsed.statement) ?? [];
    const id = this.#next++;
    this.#prepared.set(id, { parsed, types: [] });
    const parameters = Array.from({ length: parsed.parameters }, () =>
      columnBody({ name: '?', type: { base: 'varchar' } }),
    );
    return [
      `\0${int(id, 4)}${int(columns.length, 2)}${int(parsed.parameters, 2)}\0${int(0, 2)}`,
      ...parameters,
      ...(parameters.length > 0 ? [eofBody(AUTOCOMMIT)] : []),
      ...columns.map(columnBody),
      ...(columns.length > 0 ? [eofBody(AUTOCOMMIT)] : []),
    ];
  }

  /** A part of a long parameter: nothing answers it. */
  addLongData(body: string): void {
    const key = `${readInt(body, 0, 4)} ${readInt(body, 4, 2)}`;
    const text = (this.#longData.get(key) ?? '') + body.slice(6);
    if (text.length <= VALUE_CHARS_MAX) this.#longData.set(key, text);
  }

  forgetLongData(): void {
    this.#longData.clear();
  }

  delete(id: number): void {
    this.#prepared.delete(id);
  }

  clear(): void {
    this.#prepared.clear();
  }

  /** @throws SqlError where there is no such statement, or a value isn't one of its type */
  bind(body: string, nowMs: number): Bound {
    const id = readInt(body, 0, 4);
    const prepared = this.#prepared.get(id);
    if (prepared === undefined) throw new SqlError('undefinedPrepared', { name: id });
    const count = prepared.parsed.parameters;
    const values: Value[] = [];
    const types: SqlType[] = [];
    let at = 9 + Math.floor((count + 7) / 8);
    if (count > 0 && body.charCodeAt(at++) === 1) {
      const from = at;
      prepared.types = Array.from({ length: count }, (_, index) => readInt(body, from + index * 2, 1));
      at += count * 2;
    }
    for (let index = 0; index < count; index++) {
      const long = this.#longData.get(`${id} ${index}`);
      if ((body.charCodeAt(9 + (index >> 3)) & (1 << (index & 7))) !== 0) {
        values.push(null);
        types.push({ base: 'text' });
      } else if (long !== undefined) {
        values.push(long);
        types.push({ base: 'bytea' });
      } else {
        const read = readParameter(body, at, prepared.types[index] ?? 253);
        at = read.next;
        types.push(read.type);
        values.push(read.type.base === 'bytea' ? read.text : parseValue(read.type, decode(read.text), nowMs));
      }
    }
    this.#longData.clear();
    return { parsed: prepared.parsed, values, types };
  }
}
