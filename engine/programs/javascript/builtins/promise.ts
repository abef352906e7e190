import { change } from '../../heap/change.ts';
import type { Machine } from '../machine/machine.ts';
import { generatorState, stateOf } from '../machine/promises.ts';
import { ReturnRequest } from '../operations/control.ts';
import type { NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { PENDING, Thrown, type Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';

interface Once {
  readonly promise: JsObject;
  done: boolean;
}

function isOnce(value: unknown): value is Once {
  return typeof value === 'object' && value !== null && 'promise' in value && 'done' in value;
}

const settle =
  (how: 'resolve' | 'reject'): NativeRun =>
  (machine, _, [value], __, callee) => {
    const once = callee.inner;
    if (!isOnce(once) || once.done) return undefined;
    once.done = true;
    machine.promises[how](once.promise, value);
    return undefined;
  };

function promiseOf(machine: Machine, self: Value): JsObject {
  if (self instanceof JsObject && stateOf(self) !== undefined) return self;
  return machine.throwError('TypeError', 'Method Promise.prototype.then called on incompatible receiver');
}

export const promiseInternals: Readonly<Record<string, NativeRun>> = {
  resolve: settle('resolve'),
  reject: settle('reject'),
};

const then: NativeRun = (machine, self, [onFulfilled, onRejected]) => {
  const promise = promiseOf(machine, self);
  const next = machine.promises.make(promise.proto ?? undefined);
  machine.promises.then(promise, onFulfilled, onRejected, next);
  return next;
};

function resume(how: 'next' | 'throw' | 'return'): NativeRun {
  return (machine, self, [value]) => {
    const state = generatorState(self);
    if (state === undefined)
      return machine.throwError('TypeError', `${how} method called on incompatible receiver`);
    if (state.running) return machine.throwError('TypeError', 'Generator is already running');
    const { frame } = state;
    if (frame !== undefined && how !== 'next' && !state.started) change(state).frame = undefined;
    if (frame === undefined || state.frame === undefined) {
      if (how === 'throw') throw new Thrown(value);
      return machine.realm.iteratorResult(how === 'return' ? value : undefined, true);
    }
    if (how === 'return' && frame.handlers.length === 0) {
      change(state).frame = undefined;
      return machine.realm.iteratorResult(value, true);
    }
    change(state).after = machine.after;
    change(state).running = true;
    machine.frames.push(frame);
    if (how === 'next') {
      if (state.started) frame.stack.push(value);
      change(state).started = true;
      return PENDING;
    }
    throw new Thrown(how === 'throw' ? value : new ReturnRequest(value));
  };
}

export const promiseDefinitions: Definitions = {
  Promise: {
    constructs: true,
    arity: 1,
    call: (machine, _, [executor], newTarget) => {
      if (newTarget === undefined)
        machine.throwError('TypeError', "Promise constructor cannot be invoked without 'new'");
      if (!machine.isCallable(executor))
        machine.throwError(
          'TypeError',
          `Promise resolver ${machine.runtime.shown(executor)} is not a function`,
        );
      const promise = machine.promises.make(machine.prototypeFor(newTarget, 'Promise.prototype'));
      return machine.tail(machine.realm.object('$functions2/$construct'), undefined, [
        executor,
        promise,
        ...machine.promises.functions(promise),
      ]);
    },
    links: { prototype: 'Promise.prototype' },
    methods: {
      resolve: (machine, self, [value]) => {
        const proto = self instanceof JsObject ? machine.get(self, 'prototype') : undefined;
        if (!(proto instanceof JsObject) || proto.intrinsic === 'Promise.prototype')
          return machine.promises.of(value);
        const made = machine.promises.make(proto);
        machine.promises.resolve(made, value);
        return made;
      },
      reject: (machine, _, [value]) => {
        const made = machine.promises.make();
        machine.promises.reject(made, value);
        return made;
      },
      withResolvers: (machine) => {
        const promise = machine.promises.make();
        const [resolve, reject] = machine.promises.functions(promise);
        return machine.realm.plainObject({ promise, resolve, reject });
      },
    },
    source: `({
      all(items) {
        return new Promise((resolve, reject) => {
          const values = []; let left = 1; let index = 0;
          for (const item of items) { const at = index++; left++; values[at] = undefined;
            Promise.resolve(item).then((value) => { values[at] = value; if (--left === 0) resolve(values); }, reject); }
          if (--left === 0) resolve(values);
        });
      },
      allSettled(items) {
        return Promise.all(Array.from(items, (item) => Promise.resolve(item).then(
          (value) => ({ status: 'fulfilled', value }), (reason) => ({ status: 'rejected', reason }))));
      },
      race(items) { return new Promise((resolve, reject) => { for (const item of items) Promise.resolve(item).then(resolve, reject); }); },
      try(callback, ...args) { return new Promise((resolve) => resolve(callback(...args))); },
      any(items) {
        return new Promise((resolve, reject) => {
          const errors = []; let left = 1; let index = 0;
          for (const item of items) { const at = index++; left++;
            Promise.resolve(item).then(resolve, (error) => { errors[at] = error; if (--left === 0) reject(new AggregateError(errors, 'All promises were rejected')); }); }
          if (--left === 0) reject(new AggregateError(errors, 'All promises were rejected'));
        });
      },
    })`,
  },
  $functions2: {
    source: `({ $construct(executor, promise, resolve, reject) { try { executor(resolve, reject); } catch (error) { reject(error); } return promise; } })`,
  },
  'Promise.prototype': {
    links: { constructor: 'Promise' },
    methods: { then },
    values: { '@@toStringTag': 'Promise' },
    source: `({
      catch(onRejected) { return this.then(undefined, onRejected); },
      finally(callback) {
        if (!$isFunction(callback)) return this.then(callback, callback);
        return this.then((value) => Promise.resolve(callback()).then(() => value), (error) => Promise.resolve(callback()).then(() => { throw error; }));
      },
    })`,
  },
  'Generator.prototype': {
    proto: 'Iterator.prototype',
    methods: { next: resume('next'), throw: resume('throw'), return: resume('return') },
    values: { '@@toStringTag': 'Generator' },
  },
};
