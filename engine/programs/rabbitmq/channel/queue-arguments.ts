import { AmqpError } from '../amqp/errors.ts';
import { type Field, field, type Table } from '../amqp/fields.ts';
import { isInteger, typeName } from './equivalence.ts';

const MAX_PRIORITY = 255;
/** Erlang's timers go no further, in ms. */
const EXPIRY_MAX_MS = 4_294_967_295;

type Check = (given: Field) => string | undefined;

const integer: Check = (given) =>
  isInteger(given) ? undefined : `"expected integer, got ${typeName(given)}"`;
const atLeastZero: Check = (given) =>
  integer(given) ?? (Number(given.value) < 0 ? `{value_negative,${String(given.value)}}` : undefined);
const time: Check = (given) =>
  atLeastZero(given) ??
  (Number(given.value) > EXPIRY_MAX_MS ? `{value_too_big,${String(given.value)}}` : undefined);
const text: Check = (given) =>
  typeof given.value === 'string' ? undefined : `{unacceptable_type,${typeName(given)}}`;
const oneOf =
  (...values: readonly string[]): Check =>
  (given) =>
    text(given) ?? (values.includes(String(given.value)) ? undefined : 'invalid_overflow');

const CHECKS: Readonly<Record<string, Check>> = {
  'x-expires': (given) => time(given) ?? (Number(given.value) === 0 ? '{value_zero,0}' : undefined),
  'x-message-ttl': time,
  'x-dead-letter-exchange': text,
  'x-dead-letter-routing-key': text,
  'x-max-length': atLeastZero,
  'x-max-length-bytes': atLeastZero,
  'x-max-priority': (given) =>
    atLeastZero(given) ??
    (Number(given.value) > MAX_PRIORITY ? `{max_value_exceeded,${String(given.value)}}` : undefined),
  'x-overflow': oneOf('drop-head', 'reject-publish', 'reject-publish-dlx'),
  'x-single-active-consumer': (given) =>
    typeof given.value === 'boolean' ? undefined : `{unacceptable_type,${typeName(given)}}`,
  'x-delivery-limit': integer,
};

/** Arguments of which a second declaration must have the same. */
export const COMPARED = [
  'x-expires',
  'x-message-ttl',
  'x-dead-letter-exchange',
  'x-dead-letter-routing-key',
  'x-max-length',
  'x-max-length-bytes',
  'x-max-priority',
  'x-overflow',
  'x-single-active-consumer',
  'x-queue-type',
];

/** @param what the queue as errors name it @throws AmqpError */
export function checkArguments(what: string, table: Table, durable: boolean): void {
  const type = field(table, 'x-queue-type')?.value ?? 'classic';
  if (type === 'stream') throw new AmqpError('NOT_IMPLEMENTED', 'streams are not part of the simulation');
  if (type !== 'classic' && type !== 'quorum')
    throw new AmqpError(
      'PRECONDITION_FAILED',
      `invalid arg 'x-queue-type' for ${what}: "unsupported queue type '${String(type)}'"`,
    );
  if (type === 'quorum' && !durable)
    throw new AmqpError('PRECONDITION_FAILED', `invalid property 'non-durable' for ${what}`);
  for (const [name, given] of table) {
    const problem = CHECKS[name]?.(given);
    if (problem !== undefined)
      throw new AmqpError('PRECONDITION_FAILED', `invalid arg '${name}' for ${what}: ${problem}`);
  }
  if (
    field(table, 'x-dead-letter-routing-key') !== undefined &&
    field(table, 'x-dead-letter-exchange') === undefined
  )
    throw new AmqpError(
      'PRECONDITION_FAILED',
      `invalid arg 'x-dead-letter-routing-key' for ${what}: routing_key_but_no_dlx_defined`,
    );
}
