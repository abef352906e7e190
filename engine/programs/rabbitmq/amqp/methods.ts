import { AmqpError } from './errors.ts';
import { long, number, Reader, short, type Table, tableText } from './fields.ts';

/** Classes and methods by their numbers, and their arguments: `name:type`. */
export const METHODS = {
  'connection.start': [
    10,
    10,
    'major:octet minor:octet server-properties:table mechanisms:long locales:long',
  ],
  'connection.start_ok': [10, 11, 'client-properties:table mechanism:short response:long locale:short'],
  'connection.secure': [10, 20, 'challenge:long'],
  'connection.secure_ok': [10, 21, 'response:long'],
  'connection.tune': [10, 30, 'channel-max:u16 frame-max:u32 heartbeat:u16'],
  'connection.tune_ok': [10, 31, 'channel-max:u16 frame-max:u32 heartbeat:u16'],
  'connection.open': [10, 40, 'vhost:short capabilities:short insist:bit'],
  'connection.open_ok': [10, 41, 'known-hosts:short'],
  'connection.close': [10, 50, 'code:u16 text:short class:u16 method:u16'],
  'connection.close_ok': [10, 51, ''],
  'connection.blocked': [10, 60, 'reason:short'],
  'connection.unblocked': [10, 61, ''],
  'connection.update_secret': [10, 70, 'secret:long reason:short'],
  'connection.update_secret_ok': [10, 71, ''],
  'channel.open': [20, 10, 'out-of-band:short'],
  'channel.open_ok': [20, 11, 'id:long'],
  'channel.flow': [20, 20, 'active:bit'],
  'channel.flow_ok': [20, 21, 'active:bit'],
  'channel.close': [20, 40, 'code:u16 text:short class:u16 method:u16'],
  'channel.close_ok': [20, 41, ''],
  'exchange.declare': [
    40,
    10,
    'ticket:u16 exchange:short type:short passive:bit durable:bit auto-delete:bit internal:bit nowait:bit arguments:table',
  ],
  'exchange.declare_ok': [40, 11, ''],
  'exchange.delete': [40, 20, 'ticket:u16 exchange:short if-unused:bit nowait:bit'],
  'exchange.delete_ok': [40, 21, ''],
  'exchange.bind': [
    40,
    30,
    'ticket:u16 destination:short source:short routing-key:short nowait:bit arguments:table',
  ],
  'exchange.bind_ok': [40, 31, ''],
  'exchange.unbind': [
    40,
    40,
    'ticket:u16 destination:short source:short routing-key:short nowait:bit arguments:table',
  ],
  'exchange.unbind_ok': [40, 51, ''],
  'queue.declare': [
    50,
    10,
    'ticket:u16 queue:short passive:bit durable:bit exclusive:bit auto-delete:bit nowait:bit arguments:table',
  ],
  'queue.declare_ok': [50, 11, 'queue:short messages:u32 consumers:u32'],
  'queue.bind': [
    50,
    20,
    'ticket:u16 queue:short exchange:short routing-key:short nowait:bit arguments:table',
  ],
  'queue.bind_ok': [50, 21, ''],
  'queue.purge': [50, 30, 'ticket:u16 queue:short nowait:bit'],
  'queue.purge_ok': [50, 31, 'messages:u32'],
  'queue.delete': [50, 40, 'ticket:u16 queue:short if-unused:bit if-empty:bit nowait:bit'],
  'queue.delete_ok': [50, 41, 'messages:u32'],
  'queue.unbind': [50, 50, 'ticket:u16 queue:short exchange:short routing-key:short arguments:table'],
  'queue.unbind_ok': [50, 51, ''],
  'basic.qos': [60, 10, 'size:u32 count:u16 global:bit'],
  'basic.qos_ok': [60, 11, ''],
  'basic.consume': [
    60,
    20,
    'ticket:u16 queue:short tag:short no-local:bit no-ack:bit exclusive:bit nowait:bit arguments:table',
  ],
  'basic.consume_ok': [60, 21, 'tag:short'],
  'basic.cancel': [60, 30, 'tag:short nowait:bit'],
  'basic.cancel_ok': [60, 31, 'tag:short'],
  'basic.publish': [60, 40, 'ticket:u16 exchange:short routing-key:short mandatory:bit immediate:bit'],
  'basic.return': [60, 50, 'code:u16 text:short exchange:short routing-key:short'],
  'basic.deliver': [60, 60, 'tag:short delivery:u64 redelivered:bit exchange:short routing-key:short'],
  'basic.get': [60, 70, 'ticket:u16 queue:short no-ack:bit'],
  'basic.get_ok': [60, 71, 'delivery:u64 redelivered:bit exchange:short routing-key:short messages:u32'],
  'basic.get_empty': [60, 72, 'cluster:short'],
  'basic.ack': [60, 80, 'delivery:u64 multiple:bit'],
  'basic.reject': [60, 90, 'delivery:u64 requeue:bit'],
  'basic.recover_async': [60, 100, 'requeue:bit'],
  'basic.recover': [60, 110, 'requeue:bit'],
  'basic.recover_ok': [60, 111, ''],
  'basic.nack': [60, 120, 'delivery:u64 multiple:bit requeue:bit'],
  'confirm.select': [85, 10, 'nowait:bit'],
  'confirm.select_ok': [85, 11, ''],
  'tx.select': [90, 10, ''],
  'tx.select_ok': [90, 11, ''],
  'tx.commit': [90, 20, ''],
  'tx.commit_ok': [90, 21, ''],
  'tx.rollback': [90, 30, ''],
  'tx.rollback_ok': [90, 31, ''],
} as const satisfies Record<string, readonly [number, number, string]>;

export type MethodName = keyof typeof METHODS;
type Argument = string | number | boolean | Table;

interface Definition {
  readonly name: MethodName;
  readonly classId: number;
  readonly methodId: number;
  readonly args: readonly (readonly [name: string, type: string])[];
}

const definitions = new Map<string, Definition>();
const byName = new Map<string, Definition>();
for (const [name, [classId, methodId, text]] of Object.entries(METHODS)) {
  const args = text
    .split(' ')
    .filter((each) => each !== '')
    .map((each): [string, string] => [each.slice(0, each.indexOf(':')), each.slice(each.indexOf(':') + 1)]);
  if (!isMethodName(name)) continue;
  const definition = { name, classId, methodId, args };
  definitions.set(`${classId}.${methodId}`, definition);
  byName.set(name, definition);
}

function isMethodName(name: string): name is MethodName {
  return name in METHODS;
}

export function idsOf(name: MethodName): { readonly classId: number; readonly methodId: number } {
  const [classId, methodId] = METHODS[name];
  return { classId, methodId };
}

/** A method that came, and its arguments. */
export class Method {
  readonly name: MethodName;
  readonly #args: ReadonlyMap<string, Argument>;

  constructor(name: MethodName, args: ReadonlyMap<string, Argument>) {
    this.name = name;
    this.#args = args;
  }

  text(name: string): string {
    const value = this.#args.get(name);
    return typeof value === 'string' ? value : '';
  }

  number(name: string): number {
    return Number(this.#args.get(name) ?? 0);
  }

  is(name: string): boolean {
    return this.#args.get(name) === true;
  }

  table(name: string): Table {
    const value = this.#args.get(name);
    return typeof value === 'object' ? value : [];
  }
}

const readers: Readonly<Record<string, (from: Reader) => Argument>> = {
  octet: (from) => from.unsigned(1),
  u16: (from) => from.unsigned(2),
  u32: (from) => from.unsigned(4),
  u64: (from) => from.unsigned(8),
  bit: (from) => from.bit(),
  short: (from) => from.short(),
  long: (from) => from.long(),
  table: (from) => from.table(),
};

/** @throws AmqpError */
export function readMethod(payload: string): Method {
  const from = new Reader(payload);
  const key = `${from.unsigned(2)}.${from.unsigned(2)}`;
  const definition = definitions.get(key);
  if (definition === undefined)
    throw new AmqpError('COMMAND_INVALID', `unknown method ${key.replace('.', ', ')}`);
  const args = new Map<string, Argument>();
  for (const [name, type] of definition.args) args.set(name, readers[type]?.(from) ?? '');
  return new Method(definition.name, args);
}

const SIZES: Readonly<Record<string, number>> = { octet: 1, u16: 2, u32: 4, u64: 8 };

/** A method's frame without its envelope. What isn't given is empty. */
export function methodText(name: MethodName, given: Readonly<Record<string, Argument>> = {}): string {
  const { classId, methodId, args } = byName.get(name) ?? { classId: 0, methodId: 0, args: [] };
  const parts = [number(classId, 2), number(methodId, 2)];
  let bits: boolean[] = [];
  const flush = () => {
    if (bits.length > 0)
      parts.push(String.fromCharCode(bits.reduce((sum, bit, at) => sum + (bit ? 1 << at : 0), 0)));
    bits = [];
  };
  for (const [argument, type] of args) {
    const value = given[argument];
    if (type === 'bit') {
      bits.push(value === true);
      continue;
    }
    flush();
    const size = SIZES[type];
    if (size !== undefined) parts.push(number(typeof value === 'number' ? value : 0, size));
    else if (type === 'table') parts.push(tableText(typeof value === 'object' ? value : []));
    else parts.push((type === 'short' ? short : long)(typeof value === 'string' ? value : ''));
  }
  flush();
  return parts.join('');
}
