import { AmqpError } from '../amqp/errors.ts';
import { type Field, field, type Table } from '../amqp/fields.ts';

/** Types as RabbitMQ calls them. */
const TYPES: Readonly<Record<string, string>> = {
  t: 'bool',
  b: 'byte',
  B: 'unsignedbyte',
  s: 'short',
  u: 'unsignedshort',
  I: 'signedint',
  i: 'unsignedint',
  l: 'long',
  T: 'timestamp',
  f: 'float',
  d: 'double',
  D: 'decimal',
  S: 'longstr',
  x: 'binary',
  F: 'table',
  A: 'array',
  V: 'void',
};
const INTEGERS = 'bBsuIil';

export const typeName = ({ type }: Field): string => TYPES[type] ?? type;
export const isInteger = ({ type }: Field): boolean => INTEGERS.includes(type);

/** @throws AmqpError where what is declared isn't what is there */
export function assertSame(what: string, name: string, received: unknown, current: unknown): void {
  if (received === current) return;
  throw new AmqpError(
    'PRECONDITION_FAILED',
    `inequivalent arg '${name}' for ${what}: received '${String(received)}' but current is '${String(current)}'`,
  );
}

/** The same of arguments. */
export function assertSameArguments(
  what: string,
  names: readonly string[],
  given: Table,
  there: Table,
): void {
  for (const name of names) {
    const [received, current] = [field(given, name), field(there, name)];
    if (received?.value === current?.value) continue;
    if (received !== undefined && current !== undefined)
      assertSame(what, name, received.value, current.value);
    throw new AmqpError(
      'PRECONDITION_FAILED',
      `inequivalent arg '${name}' for ${what}: received ${shown(received)} but current is ${shown(current)}`,
    );
  }
}

function shown(given: Field | undefined): string {
  return given === undefined ? 'none' : `the value '${String(given.value)}' of type '${typeName(given)}'`;
}
