import { change } from '../../heap/change.ts';
import { type Field, field, readTable, type Table } from '../amqp/fields.ts';

export const EXCHANGE_TYPES = ['direct', 'fanout', 'headers', 'topic'] as const;
export type ExchangeType = (typeof EXCHANGE_TYPES)[number];

export function isExchangeType(text: string): text is ExchangeType {
  return EXCHANGE_TYPES.some((each) => each === text);
}

/** Where messages of an exchange go. */
export class Binding {
  readonly source: string;
  readonly destination: string;
  readonly kind: 'queue' | 'exchange';
  readonly key: string;
  /** As they were sent; empty: none. */
  readonly args: string;

  constructor(source: string, destination: string, kind: 'queue' | 'exchange', key: string, args: string) {
    this.source = source;
    this.destination = destination;
    this.kind = kind;
    this.key = key;
    this.args = args;
  }

  isSame(other: Binding): boolean {
    return (
      this.destination === other.destination &&
      this.kind === other.kind &&
      this.key === other.key &&
      this.args === other.args
    );
  }
}

export class Exchange {
  readonly name: string;
  readonly type: ExchangeType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly args: string;
  readonly bindings: readonly Binding[] = [];
  readonly published: number = 0;

  constructor(
    name: string,
    type: ExchangeType,
    how: {
      readonly durable: boolean;
      readonly autoDelete: boolean;
      readonly internal: boolean;
      readonly args: string;
    },
  ) {
    this.name = name;
    this.type = type;
    this.durable = how.durable;
    this.autoDelete = how.autoDelete;
    this.internal = how.internal;
    this.args = how.args;
  }

  get table(): Table {
    return readTable(this.args);
  }

  get alternate(): string | undefined {
    const given = this.args === '' ? undefined : field(this.table, 'alternate-exchange')?.value;
    return typeof given === 'string' ? given : undefined;
  }

  bind(binding: Binding): boolean {
    if (this.bindings.some((each) => each.isSame(binding))) return false;
    change(this.bindings).push(binding);
    return true;
  }

  /** @returns whether there was one */
  unbind(goes: (binding: Binding) => boolean): boolean {
    const left = this.bindings.filter((each) => !goes(each));
    if (left.length === this.bindings.length) return false;
    change<Exchange>(this).bindings = left;
    return true;
  }

  /** The bindings that take a message. @param headers those of the message, read when they are asked for */
  matching(key: string, headers: () => Table): Binding[] {
    switch (this.type) {
      case 'fanout':
        return [...this.bindings];
      case 'direct':
        return this.bindings.filter((each) => each.key === key);
      case 'topic':
        return this.bindings.filter((each) => matchesTopic(each.key, key));
      case 'headers':
        return this.bindings.filter((each) => matchesHeaders(readTable(each.args), headers()));
    }
  }
}

/** Words between dots: `*` is one, `#` any number of them. Takes as many steps as one has words times the other's. */
function matchesTopic(pattern: string, key: string): boolean {
  if (pattern === key || pattern === '#') return true;
  const words = key === '' ? [] : key.split('.');
  /** How many words may have been used up so far. */
  let reached = new Set([0]);
  for (const part of pattern === '' ? [] : pattern.split('.')) {
    const next = new Set<number>();
    if (part === '#') for (let at = Math.min(...reached); at <= words.length; at++) next.add(at);
    else
      for (const at of reached)
        if (at < words.length && (part === '*' || part === words[at])) next.add(at + 1);
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(words.length);
}

function matchesHeaders(args: Table, headers: Table): boolean {
  const mode = field(args, 'x-match')?.value ?? 'all';
  const withX = mode === 'all-with-x' || mode === 'any-with-x';
  const wanted = args.filter(([name]) => name !== 'x-match' && (withX || !name.startsWith('x-')));
  const has = ([name, want]: readonly [string, Field]) => {
    const found = field(headers, name);
    return found !== undefined && (want.type === 'V' || found.value === want.value);
  };
  return mode === 'any' || mode === 'any-with-x' ? wanted.some(has) : wanted.every(has);
}
