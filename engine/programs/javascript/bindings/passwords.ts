import { bcryptRounds, beginBcrypt, decoded, encoded, endBcrypt } from '../../passwords/bcrypt.ts';
import { bytesFrom, newBytes } from '../builtins/buffers/bytes.ts';
import type { Definitions } from '../builtins/definition.ts';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import type { Value } from '../values/value.ts';

/** Rounds of bcrypt in one go, and what each costs. */
const ROUNDS_MAX = 16;
const OPERATIONS_PER_ROUND = 300;
const SALT_BYTES = 16;

function saltOf(machine: Machine, value: Value): Uint8Array {
  const salt = bytesFrom(machine, value);
  if (salt.length !== SALT_BYTES) machine.throwError('Error', `Illegal salt length: ${salt.length} != 16`);
  return salt;
}

/** bcrypt, some rounds at a time: what is between them is bytes. */
export const passwordBindings: Definitions = {
  $bcrypt: {
    methods: {
      begin: (machine, _, [password, salt]) => {
        machine.charge(OPERATIONS_PER_ROUND);
        const schedule = beginBcrypt(toText(machine, password), saltOf(machine, salt));
        return newBytes(machine, new Uint8Array(schedule.buffer));
      },
      rounds: (machine, _, [state, password, salt, count]) => {
        const rounds = Math.min(ROUNDS_MAX, toInteger(machine, count));
        machine.charge(rounds * OPERATIONS_PER_ROUND);
        const schedule = new Uint32Array(bytesFrom(machine, state).slice().buffer);
        bcryptRounds(schedule, toText(machine, password), saltOf(machine, salt), rounds);
        return newBytes(machine, new Uint8Array(schedule.buffer));
      },
      end: (machine, _, [state]) =>
        encoded(endBcrypt(new Uint32Array(bytesFrom(machine, state).slice().buffer))),
      encode: (machine, _, [bytes]) => encoded(bytesFrom(machine, bytes)),
      decode: (machine, _, [text]) => newBytes(machine, decoded(toText(machine, text)).slice(0, SALT_BYTES)),
    },
  },
};
