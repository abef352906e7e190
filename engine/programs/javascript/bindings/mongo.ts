import { SystemError } from '../../../filesystem/errors.ts';
import { AGAIN } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { lookUp } from '../../../shell/commands/network/names.ts';
import { change } from '../../heap/change.ts';
import {
  Binary,
  type Value as Bson,
  BsonDate,
  type Document,
  Extreme,
  ObjectId,
  Regex,
  Timestamp,
} from '../../mongo/bson/values.ts';
import { MongoError } from '../../mongo/errors.ts';
import {
  base64,
  fromBase64,
  hashed,
  isMechanism,
  keyed,
  saltedPassword,
  xor,
} from '../../mongo/serving/credentials.ts';
import { requestText, takeReply } from '../../mongo/serving/wire.ts';
import { bytesFrom, newBytes } from '../builtins/buffers/bytes.ts';
import { DateState } from '../builtins/date.ts';
import type { Definitions } from '../builtins/definition.ts';
import { newPattern } from '../builtins/patterns.ts';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { JsArray } from '../values/array.ts';
import { JsBytes } from '../values/bytes.ts';
import { JsFunction } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { isEnumerable } from '../values/slots.ts';
import type { Value } from '../values/value.ts';

const DEPTH_MAX = 100;
const ITERATIONS_MAX = 20_000;
/** What a round of a password's hash costs, in operations. */
const OPERATIONS_PER_ROUND = 20;

/** A value of the program as BSON. */
function toBson(machine: Machine, value: Value, depth = 0): Bson {
  machine.charge(5);
  if (depth > DEPTH_MAX) return machine.throwError('RangeError', 'document nested too deeply');
  if (value === undefined || value === null) return null;
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint'
  )
    return value;
  if (!(value instanceof JsObject)) return null;
  if (value instanceof JsArray) return value.items.map((item) => toBson(machine, item, depth + 1));
  if (value.inner instanceof DateState) return new BsonDate(value.inner.ms);
  if (value instanceof JsBytes) return new Binary(0, binary(value.bytes));
  if (value.kind === 'RegExp')
    return new Regex(
      toText(machine, machine.get(value, 'source')),
      toText(machine, machine.get(value, 'flags')).replace(/[^imsux]/g, ''),
    );
  const type = machine.get(value, '_bsontype');
  if (typeof type === 'string') return special(machine, type, value);
  return toDocument(machine, value, depth);
}

function special(machine: Machine, type: string, value: JsObject): Bson {
  const inner = machine.get(value, '_v');
  switch (type) {
    case 'ObjectId':
      return new ObjectId(toText(machine, inner));
    case 'Long':
      return typeof inner === 'bigint' ? inner : 0n;
    case 'Timestamp':
      return new Timestamp(toInteger(machine, inner), toInteger(machine, machine.get(value, '_i')));
    case 'Binary':
      return new Binary(
        toInteger(machine, machine.get(value, '_i')),
        inner instanceof JsBytes ? binary(inner.bytes) : '',
      );
    default:
      return new Extreme(type === 'MinKey' ? -1 : 1);
  }
}

function toDocument(machine: Machine, value: JsObject, depth = 0): Document {
  const document: Document = new Map();
  for (const key of value.keys()) {
    const own = value.own(key);
    if (typeof key !== 'string' || own === undefined || !isEnumerable(own.stored)) continue;
    const item = machine.get(value, key);
    if (item !== undefined && !(item instanceof JsFunction))
      document.set(key, toBson(machine, item, depth + 1));
  }
  return document;
}

/** BSON as a value of the program. @param types the prototypes of what the language hasn't got */
function fromBson(machine: Machine, value: Bson, types: JsObject): Value {
  machine.charge(5);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const made = (type: string, inner: Value, more?: Value): Value => {
    const proto = machine.get(types, type);
    const object = new JsObject(proto instanceof JsObject ? proto : null);
    object.put('_v', inner);
    if (more !== undefined) object.put('_i', more);
    return object;
  };
  if (typeof value === 'bigint')
    return machine.get(types, 'promotes') === true ? Number(value) : made('Long', value);
  if (value instanceof Map) {
    const object = machine.realm.plainObject();
    for (const [key, item] of value) object.put(key, fromBson(machine, item, types));
    return object;
  }
  if (value instanceof ObjectId) return made('ObjectId', value.hex);
  if (value instanceof BsonDate) {
    const date = new JsObject(machine.realm.object('Date.prototype'), 'Date');
    change(date).inner = new DateState(value.ms);
    return date;
  }
  if (value instanceof Regex) return newPattern(machine, value.pattern, value.flags.replace(/[^ims]/g, ''));
  if (value instanceof Binary) return made('Binary', newBytes(machine, bytesOf(value.bytes)), value.subtype);
  if (value instanceof Timestamp) return made('Timestamp', value.seconds, value.increment);
  if (value instanceof Extreme) return made(value.sign < 0 ? 'MinKey' : 'MaxKey', value.sign);
  if ('bytes' in value) return made('Decimal128', newBytes(machine, bytesOf(value.bytes)));
  if ('text' in value) return value.text;
  return machine.realm.array(value.map((item) => fromBson(machine, item, types)));
}

/** The words of an error, or what the action gives. */
function attempt(machine: Machine, action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return machine.realm.plainObject({ problem: error.code });
  }
}

export const mongoBindings: Definitions = {
  $mongo: {
    methods: {
      /** An address; null: there is no such host */
      lookup: (machine, _, [host]) => {
        const found = lookUp(machine.runtime.system, toText(machine, host));
        return 'problem' in found ? null : found.addresses[0];
      },
      connect: (machine, _, [address, port]) =>
        attempt(machine, () =>
          machine.runtime.system.connect({
            address: toText(machine, address),
            port: toInteger(machine, port),
          }),
        ),
      connected: (machine, _, [descriptor]) =>
        attempt(machine, () => machine.runtime.system.connected(toInteger(machine, descriptor)) !== AGAIN),
      /** The process goes on when something has come, or the connection is there, or the time is over. */
      block: (machine, _, [descriptor, kind]) => {
        const number = toInteger(machine, descriptor);
        machine.runtime.blocked =
          kind === 'connected'
            ? { connected: number }
            : kind === 'time'
              ? { timeMs: machine.runtime.system.now + number }
              : { readable: [number] };
        machine.budget = 0;
        return undefined;
      },
      send: (machine, _, [descriptor, id, command]) =>
        attempt(machine, () => {
          if (!(command instanceof JsObject)) return false;
          const text = requestText(toInteger(machine, id), toDocument(machine, command));
          machine.charge(text.length >> 5);
          machine.runtime.system.write(toInteger(machine, descriptor), bytesOf(text));
          return true;
        }),
      /** A request as it goes over the wire. */
      encode: (machine, _, [id, command]) => {
        const text = requestText(
          toInteger(machine, id),
          command instanceof JsObject ? toDocument(machine, command) : new Map(),
        );
        machine.charge(text.length >> 5);
        return newBytes(machine, bytesOf(text));
      },
      /** A document, and bytes that are left; null: it isn't whole yet */
      take: (machine, _, [buffer, types]) => {
        const bytes = bytesFrom(machine, buffer);
        machine.charge(bytes.length >> 5);
        if (!(types instanceof JsObject)) return null;
        try {
          const taken = takeReply(binary(bytes));
          if (taken === undefined) return null;
          return machine.realm.plainObject({
            document: fromBson(machine, taken.document, types),
            left: newBytes(machine, bytes.slice(taken.end)),
          });
        } catch (error) {
          if (!(error instanceof MongoError)) throw error;
          return machine.throwError('Error', error.message);
        }
      },
      /** The client's proof, and what the server has to answer. */
      proof: (machine, _, args) => {
        const [mechanism = '', user = '', password = '', salt = '', count = '', message = ''] = args.map(
          (arg) => toText(machine, arg),
        );
        const rounds = Number(count);
        if (!isMechanism(mechanism) || !(rounds > 0 && rounds <= ITERATIONS_MAX))
          return machine.throwError('Error', `so many rounds (${count}) are not part of the simulation`);
        machine.charge(rounds * OPERATIONS_PER_ROUND);
        const salted = saltedPassword(mechanism, user, password, fromBase64(salt), rounds);
        const key = keyed(mechanism, salted, 'Client Key');
        const signature = keyed(mechanism, hashed(mechanism, key), message);
        return machine.realm.plainObject({
          proof: base64(xor(key, signature)),
          verifier: base64(keyed(mechanism, keyed(mechanism, salted, 'Server Key'), message)),
        });
      },
    },
  },
};
