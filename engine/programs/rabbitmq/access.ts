import { sha256 } from '@noble/hashes/sha2.js';
import { RE2JS } from 're2js';
import { binary, bytesOf } from '../../shell/commands/bytes.ts';
import { AmqpError } from './amqp/errors.ts';
import { type Node, named } from './node.ts';
import type { User } from './store/broker.ts';
import type { Connection } from './store/session.ts';

const SALT_BYTES = 4;
/** A pattern of a permission, in bytes. */
const PATTERN_BYTES_MAX = 1000;

/** As RabbitMQ keeps a password: salt, and SHA-256 of salt and password, in base64. */
export function hashed(node: Node, password: string): string {
  const salt = Array.from({ length: SALT_BYTES }, () =>
    String.fromCharCode(Math.floor(node.system.random() * 256)),
  );
  return withSalt(salt.join(''), password);
}

function withSalt(salt: string, password: string): string {
  return btoa(salt + binary(sha256(bytesOf(salt + password))));
}

export function isPassword({ hash }: User, password: string): boolean {
  if (hash === '') return false;
  return withSalt(atob(hash).slice(0, SALT_BYTES), password) === hash;
}

export type Permitted = 'configure' | 'write' | 'read';

/** @throws AmqpError where the connection's user may not */
export function check(
  node: Node,
  { user, vhost }: Connection,
  what: Permitted,
  kind: 'queue' | 'exchange',
  name: string,
): void {
  const pattern = node.broker.users.get(user)?.permissions.get(vhost)?.[what];
  const resource = kind === 'exchange' && name === '' ? 'amq.default' : name;
  if (pattern !== undefined && matches(pattern, resource)) return;
  throw new AmqpError(
    'ACCESS_REFUSED',
    `${what} access to ${named(kind, resource, vhost)} refused for user '${user}'`,
  );
}

/** An empty pattern matches nothing but an empty name. Takes no longer than the name is. */
function matches(pattern: string, name: string): boolean {
  if (pattern === '.*') return true;
  if (pattern === '') return name === '';
  return RE2JS.compile(pattern).matcher(name).find();
}

export function isPattern(text: string): boolean {
  if (text.length > PATTERN_BYTES_MAX) return false;
  try {
    RE2JS.compile(text);
    return true;
  } catch {
    return false;
  }
}
