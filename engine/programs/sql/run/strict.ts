import type { SqlType } from '../values/types.ts';
import { type Value, weightOf } from '../values/value.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';

export function strict(
  env: Environment,
  left: Compiled,
  right: Compiled,
  type: SqlType,
  run: (a: Exclude<Value, null>, b: Exclude<Value, null>) => Value,
): Compiled {
  return {
    type,
    subs: [...left.subs, ...right.subs],
    get: () => {
      const a = left.get();
      if (a === null) return null;
      const b = right.get();
      if (b === null) return null;
      const weight = weightOf(a) + weightOf(b);
      if (weight > 0) env.meter.charge(weight);
      return run(a, b);
    },
  };
}
