import { Awaited } from '../operations/control.ts';
import { JsObject } from '../values/object.ts';
import type { Definitions } from './definition.ts';

export const asyncGeneratorDefinitions: Definitions = {
  'AsyncIterator.prototype': { methods: { '@@asyncIterator': (_, self) => self } },
  'AsyncGenerator.prototype': {
    proto: 'AsyncIterator.prototype',
    values: { '@@toStringTag': 'AsyncGenerator' },
    source: `({
      next(value) { return $asyncGenerators.$ask(this, 'next', value); },
      throw(value) { return $asyncGenerators.$ask(this, 'throw', value); },
      return(value) { return $asyncGenerators.$ask(this, 'return', value); },
    })`,
  },
  $asyncGenerators: {
    methods: {
      state: (_, __, [generator]) =>
        generator instanceof JsObject &&
        generator.kind === 'AsyncGenerator' &&
        generator.inner instanceof JsObject
          ? generator.inner
          : undefined,
      isAwaited: (_, __, [value]) => value instanceof Awaited,
      awaited: (_, __, [value]) => (value instanceof Awaited ? value.value : undefined),
    },
    source: `({
      $ask(generator, how, value) {
        return new Promise((resolve, reject) => {
          const state = $asyncGenerators.state(generator);
          if (state === undefined) throw new TypeError(how + ' method called on incompatible receiver ' + $shown(generator));
          state.queue.push({ how, value, resolve, reject });
          if (!state.running) $asyncGenerators.$drain(state);
        });
      },
      async $drain(state) {
        const { steps, queue } = state;
        state.running = true;
        while (queue.length > 0) {
          let { how, value, resolve, reject } = queue[0];
          try {
            if (how === 'return') try { value = await value; } catch (error) { how = 'throw'; value = error; }
            let result = how === 'next' ? steps.next(value) : how === 'throw' ? steps.throw(value) : steps.return(value);
            while ($asyncGenerators.isAwaited(result.value)) {
              let failed = false;
              try { value = await $asyncGenerators.awaited(result.value); } catch (error) { failed = true; value = error; }
              result = failed ? steps.throw(value) : steps.next(value);
            }
            queue.shift();
            resolve(result);
          } catch (error) {
            queue.shift();
            reject(error);
          }
        }
        state.running = false;
      },
    })`,
  },
};
