import type { Definitions } from './definition.ts';

/** Iterator and its helpers: generators over what they are called on. */
export const iteratorDefinitions: Definitions = {
  Iterator: {
    constructs: true,
    call: (machine) => machine.throwError('TypeError', 'Abstract class Iterator not directly constructable'),
    links: { prototype: 'Iterator.prototype' },
    source: `({
      from(items) {
        const made = typeof items[Symbol.iterator] === 'function' ? items[Symbol.iterator]() : items;
        return made instanceof Iterator ? made : $iterators.$each(made);
      },
    })`,
  },
  'Iterator.prototype': {
    methods: { '@@iterator': (_, self) => self },
    values: { '@@toStringTag': 'Iterator' },
    source: `({
      map(callback) { $iterators.$function(callback); return $iterators.$map($iterators.$each(this), callback); },
      filter(callback) { $iterators.$function(callback); return $iterators.$filter($iterators.$each(this), callback); },
      flatMap(callback) { $iterators.$function(callback); return $iterators.$flatMap($iterators.$each(this), callback); },
      take(count) { return $iterators.$take($iterators.$each(this), $iterators.$count(count)); },
      drop(count) { return $iterators.$drop($iterators.$each(this), $iterators.$count(count)); },
      toArray() { return [...$iterators.$each(this)]; },
      forEach(callback) { $iterators.$function(callback); let index = 0; for (const item of $iterators.$each(this)) callback(item, index++); },
      some(callback) { $iterators.$function(callback); let index = 0; for (const item of $iterators.$each(this)) if (callback(item, index++)) return true; return false; },
      every(callback) { $iterators.$function(callback); let index = 0; for (const item of $iterators.$each(this)) if (!callback(item, index++)) return false; return true; },
      find(callback) { $iterators.$function(callback); let index = 0; for (const item of $iterators.$each(this)) if (callback(item, index++)) return item; return undefined; },
      reduce(callback, ...start) {
        $iterators.$function(callback);
        let made = start[0]; let has = start.length > 0; let index = 0;
        for (const item of $iterators.$each(this)) { made = has ? callback(made, item, index) : item; has = true; index++; }
        if (!has) throw new TypeError('Reduce of a done iterator with no initial value');
        return made;
      },
    })`,
  },
  $iterators: {
    source: `({
      $function(callback) { if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function'); },
      $count(count) {
        const number = Math.trunc(Number(count));
        if (Number.isNaN(number) || number < 0) throw new RangeError($shown(count) + ' must be positive');
        return number;
      },
      *$each(iterator) {
        const { next } = iterator;
        let over = false;
        try {
          for (;;) { const step = $call(next, iterator); if (step.done) { over = true; return; } yield step.value; }
        } finally { if (!over && $isFunction(iterator.return)) iterator.return(); }
      },
      *$map(items, callback) { let index = 0; for (const item of items) yield callback(item, index++); },
      *$filter(items, callback) { let index = 0; for (const item of items) if (callback(item, index++)) yield item; },
      *$flatMap(items, callback) { let index = 0; for (const item of items) yield* callback(item, index++); },
      *$take(items, count) { let left = count; if (left <= 0) return; for (const item of items) { yield item; if (--left <= 0) return; } },
      *$drop(items, count) { let left = count; for (const item of items) if (left-- <= 0) yield item; },
    })`,
  },
};
