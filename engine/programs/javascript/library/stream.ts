/** node:stream, as much as programs build on it: data that comes at once, not under pressure. */
export const streamSource = `
const EventEmitter = require('events');
class Stream extends EventEmitter {
  pipe(target, options) {
    this.on('data', (data) => target.write(data));
    if (!options || options.end !== false) this.on('end', () => { if (target !== process.stdout && target !== process.stderr) target.end(); });
    target.emit('pipe', this);
    return target;
  }
}
class Readable extends Stream {
  constructor(options = {}) {
    super();
    this.readable = true;
    this.readableEnded = false;
    this.destroyed = false;
    this._chunks = [];
    this._flowing = false;
    this._encoding = undefined;
    this._finished = false;
    if (options.read) this._read = options.read;
    if (options.encoding) this._encoding = options.encoding;
    this._objects = options.objectMode === true;
  }
  static from(items) {
    const made = new Readable({ objectMode: true });
    (async () => { for await (const item of items) made.push(item); made.push(null); })().catch((error) => made.destroy(error));
    return made;
  }
  setEncoding(encoding) { this._encoding = encoding; return this; }
  on(name, listener) {
    super.on(name, listener);
    if (name === 'data') this.resume();
    if (name === 'readable') process.nextTick(() => this.emit('readable'));
    return this;
  }
  _read() {}
  push(data) {
    if (data === null) this._finished = true;
    else this._chunks.push(this._encoding && typeof data !== 'string' ? data.toString(this._encoding) : !this._objects && typeof data === 'string' && !this._encoding ? Buffer.from(data) : data);
    if (this._flowing) this._flow();
    return true;
  }
  read() { const data = this._chunks.shift(); return data === undefined ? null : data; }
  resume() {
    if (this._flowing) return this;
    this._flowing = true;
    process.nextTick(() => this._flow());
    return this;
  }
  pause() { this._flowing = false; return this; }
  isPaused() { return !this._flowing; }
  _flow() {
    if (!this._flowing) return;
    if (this._chunks.length === 0 && !this._finished) this._read();
    while (this._flowing && this._chunks.length > 0) {
      const data = this._chunks.shift();
      this.emit('data', this._encoding && typeof data !== 'string' ? data.toString(this._encoding) : data);
      if (this._chunks.length === 0 && !this._finished) this._read();
    }
    if (this._finished && this._chunks.length === 0 && !this.readableEnded) {
      this.readableEnded = true;
      this.readable = false;
      process.nextTick(() => { this.emit('end'); if (!this._closesItself) this.emit('close'); });
    }
  }
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    process.nextTick(() => { if (error) this.emit('error', error); this.emit('close'); });
    return this;
  }
  [Symbol.asyncIterator]() {
    const waiting = [];
    const ready = [];
    const give = (item) => { const next = waiting.shift(); if (next) next(item); else ready.push(item); };
    this.on('data', (value) => give({ value, done: false }));
    this.on('end', () => give({ value: undefined, done: true }));
    this.on('error', (error) => give(Promise.reject(error)));
    return { next: () => ready.length > 0 ? Promise.resolve(ready.shift()) : new Promise((resolve) => waiting.push(resolve)), return: () => Promise.resolve({ value: undefined, done: true }), [Symbol.asyncIterator]() { return this; } };
  }
}
class Writable extends Stream {
  constructor(options = {}) {
    super();
    this.writable = true;
    this.writableEnded = false;
    this.writableFinished = false;
    this.destroyed = false;
    this._decode = options.decodeStrings !== false && options.objectMode !== true;
    if (options.write) this._write = options.write;
    if (options.final) this._final = options.final;
  }
  _write(data, encoding, done) { done(); }
  _final(done) { done(); }
  write(data, encoding, done) {
    if (typeof encoding === 'function') { done = encoding; encoding = undefined; }
    if (this.writableEnded) {
      const error = new Error('write after end');
      error.code = 'ERR_STREAM_WRITE_AFTER_END';
      process.nextTick(() => this.emit('error', error));
      return false;
    }
    this._write(this._decode && typeof data === 'string' ? Buffer.from(data, encoding) : data, encoding, (error) => {
      if (error) process.nextTick(() => this.emit('error', error));
      if (done) done(error);
    });
    return true;
  }
  end(data, encoding, done) {
    if (typeof data === 'function') { done = data; data = undefined; }
    if (data !== undefined && data !== null) this.write(data, encoding);
    if (this.writableEnded) return this;
    this.writableEnded = true;
    this._final(() => process.nextTick(() => { this.writableFinished = true; this.emit('finish'); this.emit('close'); if (done) done(); }));
    return this;
  }
  destroy(error) { this.destroyed = true; process.nextTick(() => { if (error) this.emit('error', error); this.emit('close'); }); return this; }
  cork() {}
  uncork() {}
}
class Transform extends Readable {
  constructor(options = {}) {
    super(options);
    this.writable = true;
    this.writableEnded = false;
    if (options.transform) this._transform = options.transform;
    if (options.flush) this._flush = options.flush;
  }
  _transform(data, encoding, done) { done(null, data); }
  _flush(done) { done(); }
  write(data, encoding, done) {
    this._transform(typeof data === 'string' ? Buffer.from(data) : data, encoding, (error, made) => {
      if (error) this.emit('error', error);
      else if (made !== undefined && made !== null) this.push(made);
      if (typeof done === 'function') done(error);
    });
    return true;
  }
  end(data) {
    if (data !== undefined) this.write(data);
    this.writableEnded = true;
    this._flush((error, made) => { if (made !== undefined && made !== null) this.push(made); this.push(null); this.emit('finish'); });
    return this;
  }
}
class PassThrough extends Transform {}
const pipeline = (...given) => {
  const done = typeof given[given.length - 1] === 'function' ? given.pop() : undefined;
  const last = given[given.length - 1];
  for (const each of given) each.on('error', (error) => { if (done) { const call = done; call(error); } });
  given.reduce((from, to) => from.pipe(to));
  if (done) last.on('finish', () => done());
  return last;
};
Stream.Stream = Stream;
Stream.Readable = Readable;
Stream.Writable = Writable;
Stream.Transform = Transform;
Stream.PassThrough = PassThrough;
Stream.pipeline = pipeline;
Stream.finished = (stream, done) => { stream.on('end', () => done()); stream.on('finish', () => done()); stream.on('error', done); };
Stream.promises = { pipeline: (...given) => new Promise((resolve, reject) => pipeline(...given, (error) => error ? reject(error) : resolve())), finished: (stream) => new Promise((resolve, reject) => Stream.finished(stream, (error) => error ? reject(error) : resolve())) };
module.exports = Stream;
`;
