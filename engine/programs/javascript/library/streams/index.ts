/** node:stream: both sides in one, and what joins streams. */
export const streamSource = `
const { Stream, aborted, coded, destroy, getters } = $builtin('stream-base');
const { Readable, init: initReadable } = $builtin('stream-readable');
const { Writable, init: initWritable, writableGetters } = $builtin('stream-writable');
class Duplex extends Readable {
  constructor(options) {
    super(options);
    initWritable(this, options ?? {});
    this.allowHalfOpen = !options || options.allowHalfOpen !== false;
    if (options && options.readable === false) { const state = this._readableState; state.readable = false; state.ended = state.endEmitted = true; }
    if (options && options.writable === false) { const state = this._writableState; state.writable = false; state.ending = state.ended = state.finished = true; }
  }
  destroy(error, done) { return Writable.prototype.destroy.call(this, error, done); }
  static from(given) {
    if (given && typeof given.pipe === 'function') return given;
    const source = Readable.from(typeof given === 'function' ? given() : given);
    const made = new Duplex({ objectMode: true, read() { source.resume(); }, writable: false });
    source.on('data', (data) => { if (!made.push(data)) source.pause(); });
    source.on('end', () => made.push(null));
    source.on('error', (error) => made.destroy(error));
    source.pause();
    return made;
  }
}
for (const name of ['write', 'end', 'cork', 'uncork', 'setDefaultEncoding', '_write']) Object.defineProperty(Duplex.prototype, name, { value: Writable.prototype[name], writable: true, configurable: true, enumerable: false });
getters(Duplex.prototype, writableGetters);
class Transform extends Duplex {
  constructor(options) {
    super(options);
    this._readableState.sync = false;
    if (options && typeof options.transform === 'function') this._transform = options.transform;
    if (options && typeof options.flush === 'function') this._flush = options.flush;
    Object.defineProperty(this, '_wakes', { value: undefined, writable: true, enumerable: false });
  }
  _transform() { throw coded('Error', 'ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented'); }
  _write(data, encoding, done) {
    const readable = this._readableState;
    const writable = this._writableState;
    const { length } = readable;
    this._transform(data, encoding, (error, made) => {
      if (error) { done(error); return; }
      if (made !== null && made !== undefined) this.push(made);
      if (writable.ended || length === readable.length || readable.length < readable.highWaterMark) done();
      else this._wakes = done;
    });
  }
  _read() { const done = this._wakes; this._wakes = undefined; if (done) done(); }
  _final(done) {
    if (typeof this._flush !== 'function' || this.destroyed) { this.push(null); done(); return; }
    this._flush((error, made) => {
      if (error) { done(error); return; }
      if (made !== null && made !== undefined) this.push(made);
      this.push(null);
      done();
    });
  }
}
class PassThrough extends Transform {
  _transform(data, encoding, done) { done(null, data); }
}
const finished = (stream, options, done) => {
  if (typeof options === 'function') [options, done] = [{}, options];
  const readable = options.readable ?? Boolean(stream._readableState && stream._readableState.readable !== false);
  const writable = options.writable ?? Boolean(stream._writableState ? stream._writableState.writable !== false : !stream._readableState);
  let called = false;
  const finish = (error) => { if (called) return; called = true; stop(); if (error) done.call(stream, error); else done.call(stream); };
  let read = !readable || (stream._readableState && stream._readableState.endEmitted); let written = !writable || stream.writableFinished === true;
  const ended = () => { read = true; if (written) finish(); };
  const wrote = () => { written = true; if (read) finish(); };
  const closed = () => {
    if (called) return;
    const error = stream.errored;
    finish(error ? error : (!read && !(stream._readableState && stream._readableState.endEmitted)) || (!written && !stream.writableFinished) ? coded('Error', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close') : undefined);
  };
  const stop = () => { stream.removeListener('end', ended); stream.removeListener('finish', wrote); stream.removeListener('close', closed); if (!options.keep) stream.removeListener('error', finish); };
  stream.on('end', ended); stream.on('finish', wrote); stream.on('close', closed);
  if (options.error !== false) stream.on('error', finish);
  if (stream.closed) process.nextTick(closed);
  else if (read && written) process.nextTick(() => finish());
  return stop;
};
const isStream = (each) => each !== null && typeof each === 'object' && typeof each.on === 'function' && (typeof each.pipe === 'function' || typeof each.write === 'function');
const isIterable = (each) => each !== null && each !== undefined && typeof each !== 'function' && (each[Symbol.asyncIterator] || each[Symbol.iterator]);
const pump = async (from, to, end) => {
  try {
    for await (const data of from) if (!to.write(data) && to.writableNeedDrain) await new Promise((resolve, reject) => { to.once('drain', resolve); to.once('close', () => reject(to.errored ?? coded('Error', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'))); });
    if (end) to.end();
  } catch (error) { to.destroy(error); throw error; }
};
const pipeline = (...given) => {
  const done = typeof given[given.length - 1] === 'function' ? given.pop() : () => {};
  let options = {};
  const tail = given[given.length - 1];
  if (tail && typeof tail === 'object' && !isStream(tail) && !isIterable(tail)) options = given.pop();
  const steps = given.length === 1 && Array.isArray(given[0]) ? given[0] : given;
  if (steps.length < 2) throw coded('TypeError', 'ERR_MISSING_ARGS', 'The "streams" argument must be specified');
  const streams = steps.filter(isStream);
  let left = 1; let failure; let over = false; let value;
  const settle = (error) => {
    if (error && (!failure || failure.code === 'ERR_STREAM_PREMATURE_CLOSE')) failure = error;
    if (!error && --left > 0) return;
    if (over) return;
    over = true;
    if (failure) for (const each of streams) if (typeof each.destroy === 'function' && !(each === process.stdout || each === process.stderr)) { each.on('error', () => {}); each.destroy(failure); }
    process.nextTick(() => done(failure, value));
  };
  if (options.signal) { const stop = () => settle(aborted(options.signal.reason)); if (options.signal.aborted) stop(); else options.signal.addEventListener('abort', stop); }
  let current;
  steps.forEach((step, at) => {
    const isLast = at === steps.length - 1;
    const end = !isLast || options.end !== false;
    if (isStream(step)) {
      const isStandard = step === process.stdout || step === process.stderr;
      if (!(isStandard && isLast) && (!isLast || end)) { left++; finished(step, { readable: at < steps.length - 1 ? undefined : false, writable: at > 0 ? undefined : false, keep: true }, settle); }
      if (at > 0) {
        if (isStream(current)) { current.pipe(step, { end }); if (isStandard && isLast) { left++; current.on('end', () => settle()); } }
        else { left++; pump(current, step, end && !isStandard).then(() => settle(), settle); }
      }
      current = step;
    } else if (typeof step === 'function') {
      const source = at === 0 ? undefined : current;
      const made = at === 0 ? step({ signal: options.signal }) : step(source, { signal: options.signal });
      if (isLast && made && typeof made.then === 'function') { left++; made.then((given) => { value = given; settle(); }, settle); }
      else if (isLast) { left++; (async () => { for await (const _ of made); })().then(() => settle(), settle); }
      current = made;
    } else if (at === 0 && isIterable(step)) current = step;
    else throw coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "source" argument must be of type function or an instance of Stream, Iterable, or AsyncIterable. Received ' + $received(step));
  });
  settle();
  return current;
};
const promised = {
  pipeline: (...given) => new Promise((resolve, reject) => { pipeline(...given, (error, value) => error ? reject(error) : resolve(value)); }),
  finished: (stream, options) => new Promise((resolve, reject) => { finished(stream, options ?? {}, (error) => error ? reject(error) : resolve()); }),
};
const operators = {
  async *map(callback) { for await (const item of this) yield await callback(item, {}); },
  async *filter(callback) { for await (const item of this) if (await callback(item, {})) yield item; },
  async *flatMap(callback) { for await (const item of this) yield* await callback(item, {}); },
  async *take(count) { let left = count; if (left <= 0) return; for await (const item of this) { yield item; if (--left <= 0) return; } },
  async *drop(count) { let left = count; for await (const item of this) if (left-- <= 0) yield item; },
};
for (const [name, run] of Object.entries(operators)) Object.defineProperty(Readable.prototype, name, { value: function (given) { return Readable.from(run.call(this, given)); }, writable: true, configurable: true, enumerable: false });
const ends = {
  async toArray() { const made = []; for await (const item of this) made.push(item); return made; },
  async forEach(callback) { for await (const item of this) await callback(item, {}); },
  async some(callback) { for await (const item of this) if (await callback(item, {})) return true; return false; },
  async every(callback) { for await (const item of this) if (!(await callback(item, {}))) return false; return true; },
  async find(callback) { for await (const item of this) if (await callback(item, {})) return item; return undefined; },
  async reduce(callback, ...start) {
    let made = start[0]; let has = start.length > 0;
    for await (const item of this) { made = has ? await callback(made, item, {}) : item; has = true; }
    if (!has) throw coded('TypeError', 'ERR_INVALID_STATE', 'Reduce of an empty stream requires an initial value');
    return made;
  },
};
for (const [name, run] of Object.entries(ends)) Object.defineProperty(Readable.prototype, name, { value: run, writable: true, configurable: true, enumerable: false });
module.exports = Object.assign(Stream, { Stream, Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished, promises: promised,
  addAbortSignal: (signal, stream) => { signal.addEventListener('abort', () => stream.destroy(aborted(signal.reason))); return stream; },
  getDefaultHighWaterMark: (objectMode) => $builtin('stream-base').defaultMark(objectMode), isReadable: (stream) => stream.readable, isErrored: (stream) => Boolean(stream.errored) });
`;
