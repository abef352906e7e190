import { number, Reader, short, type Table, tableText } from './fields.ts';

/** Properties of a message, in the order of their flags. */
const PROPERTIES = [
  ['content_type', 'short'],
  ['content_encoding', 'short'],
  ['headers', 'table'],
  ['delivery_mode', 'octet'],
  ['priority', 'octet'],
  ['correlation_id', 'short'],
  ['reply_to', 'short'],
  ['expiration', 'short'],
  ['message_id', 'short'],
  ['timestamp', 'u64'],
  ['type', 'short'],
  ['user_id', 'short'],
  ['app_id', 'short'],
  ['cluster_id', 'short'],
] as const;

export interface Properties {
  content_type?: string;
  content_encoding?: string;
  headers?: Table;
  delivery_mode?: number;
  priority?: number;
  correlation_id?: string;
  reply_to?: string;
  expiration?: string;
  message_id?: string;
  timestamp?: number;
  type?: string;
  user_id?: string;
  app_id?: string;
  cluster_id?: string;
}

/** @param text flags and values, as a message's header has them @throws AmqpError */
export function readProperties(text: string): Properties {
  const from = new Reader(text);
  const flags = from.unsigned(2);
  const found: Record<string, unknown> = {};
  for (const [index, [name, type]] of PROPERTIES.entries()) {
    if ((flags & (1 << (15 - index))) === 0) continue;
    if (type === 'short') found[name] = from.short();
    else if (type === 'table') found[name] = from.table();
    else found[name] = from.unsigned(type === 'octet' ? 1 : 8);
  }
  return found;
}

export function propertiesText(properties: Properties): string {
  let flags = 0;
  const parts: string[] = [];
  for (const [index, [name, type]] of PROPERTIES.entries()) {
    const value = properties[name];
    if (value === undefined) continue;
    flags |= 1 << (15 - index);
    if (typeof value === 'string') parts.push(short(value));
    else if (typeof value === 'number') parts.push(number(value, type === 'octet' ? 1 : 8));
    else parts.push(tableText(value));
  }
  return number(flags, 2) + parts.join('');
}
