/** The side of a stream that is read: a buffer that is filled on demand, flowing or by calls of read. */
export const readableSource = `
const { Stream, StringDecoder, coded, defaultMark, destroy, failWith, callDestroy, getters } = $builtin('stream-base');
class ReadableState {
  constructor(options, objectMode) {
    this.objectMode = objectMode;
    this.highWaterMark = options.readableHighWaterMark ?? options.highWaterMark ?? defaultMark(objectMode);
    this.buffer = [];
    this.length = 0;
    this.pipes = [];
    this.flowing = null;
    this.ended = this.endEmitted = this.reading = this.sync = false;
    this.needReadable = this.emittedReadable = this.readableListening = this.resumeScheduled = this.readingMore = false;
    this.errored = null;
    this.destroyed = this.closed = this.closeEmitted = this.errorEmitted = this.dataEmitted = false;
    this.emitClose = options.emitClose !== false;
    this.autoDestroy = options.autoDestroy !== false;
    this.constructed = true;
    this.decoder = null;
    this.encoding = null;
    this.awaitDrain = new Set();
    if (options.encoding) { this.decoder = new StringDecoder(options.encoding); this.encoding = options.encoding; }
  }
}
class Readable extends Stream {
  constructor(options) {
    super();
    $init(this, options ?? {});
  }
  _read() { throw coded('Error', 'ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented'); }
  push(data, encoding) { return $add(this, data, encoding, false); }
  unshift(data, encoding) { return $add(this, data, encoding, true); }
  setEncoding(encoding) {
    const state = this._readableState;
    state.decoder = new StringDecoder(encoding);
    state.encoding = state.decoder.encoding;
    const text = state.buffer.map((each) => state.decoder.write(each)).join('');
    state.buffer = text === '' ? [] : [text];
    state.length = text.length;
    return this;
  }
  isPaused() { return this._readableState.paused === true || this._readableState.flowing === false; }
  read(count) {
    const state = this._readableState;
    const asked = count;
    if (count === undefined) count = NaN; else count = Math.trunc(count);
    if (count > state.highWaterMark) state.highWaterMark = count;
    if (count !== 0) state.emittedReadable = false;
    if (count === 0 && state.needReadable && ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)) {
      if (state.length === 0 && state.ended) $end(this); else $tellReadable(this);
      return null;
    }
    let size = $size(count, state);
    if (size === 0 && state.ended) { if (state.length === 0) $end(this); return null; }
    const wants = state.needReadable || state.length === 0 || state.length - size < state.highWaterMark;
    if (wants && !state.ended && !state.reading && !state.destroyed && !state.errored && state.constructed) {
      state.reading = state.sync = true;
      if (state.length === 0) state.needReadable = true;
      try { this._read(state.highWaterMark); } catch (error) { failWith(this, error); }
      state.sync = false;
      if (!state.reading) size = $size(count, state);
    }
    const data = size > 0 ? $take(size, state) : null;
    if (data === null) { state.needReadable = state.length <= state.highWaterMark; size = 0; }
    else { state.length -= size; state.awaitDrain.clear(); }
    if (state.length === 0) {
      if (!state.ended) state.needReadable = true;
      if (asked !== size && state.ended) $end(this);
    }
    if (data !== null && !state.errored && !state.closeEmitted) { state.dataEmitted = true; this.emit('data', data); }
    return data;
  }
  on(name, listener) {
    super.on(name, listener);
    const state = this._readableState;
    if (name === 'data') {
      state.readableListening = this.listenerCount('readable') > 0;
      if (state.flowing !== false) this.resume();
    } else if (name === 'readable' && !state.endEmitted && !state.readableListening) {
      state.readableListening = state.needReadable = true;
      state.flowing = false;
      state.emittedReadable = false;
      if (state.length > 0) $tellReadable(this);
      else if (!state.reading) process.nextTick(() => this.read(0));
    }
    return this;
  }
  addListener(name, listener) { return this.on(name, listener); }
  removeListener(name, listener) {
    super.removeListener(name, listener);
    if (name === 'readable') process.nextTick(() => {
      const state = this._readableState;
      state.readableListening = this.listenerCount('readable') > 0;
      if (state.resumeScheduled && state.paused !== true) state.flowing = true;
      else if (this.listenerCount('data') > 0) this.resume();
      else if (!state.readableListening) state.flowing = null;
    });
    return this;
  }
  off(name, listener) { return this.removeListener(name, listener); }
  resume() {
    const state = this._readableState;
    if (!state.flowing) {
      state.flowing = !state.readableListening;
      if (!state.resumeScheduled) {
        state.resumeScheduled = true;
        process.nextTick(() => {
          if (!state.reading) this.read(0);
          state.resumeScheduled = false;
          this.emit('resume');
          $flow(this);
          if (state.flowing && !state.reading) this.read(0);
        });
      }
    }
    state.paused = false;
    return this;
  }
  pause() {
    const state = this._readableState;
    if (state.flowing !== false) { state.flowing = false; this.emit('pause'); }
    state.paused = true;
    return this;
  }
  pipe(target, options) {
    const source = this;
    const state = this._readableState;
    state.pipes.push(target);
    const drained = () => {
      state.awaitDrain.delete(target);
      if (state.awaitDrain.size === 0 && source.listenerCount('data') > 0) source.resume();
    };
    const data = (each) => {
      if (target.write(each) !== false) return;
      if (state.pipes.includes(target)) { state.awaitDrain.add(target); source.pause(); }
      if (!listens) { listens = true; target.on('drain', drained); }
    };
    let listens = false;
    const unpipe = () => source.unpipe(target);
    const ended = () => target.end();
    const failed = (error) => {
      unpipe();
      target.removeListener('error', failed);
      if (target.listenerCount('error') === 0) { if (target._writableState) failWith(target, error); else target.emit('error', error); }
    };
    const gone = (readable) => {
      if (readable !== source) return;
      target.removeListener('unpipe', gone); target.removeListener('drain', drained); target.removeListener('error', failed);
      target.removeListener('close', unpipe); target.removeListener('finish', unpipe);
      source.removeListener('end', ended); source.removeListener('end', unpipe); source.removeListener('data', data);
      if (state.awaitDrain.has(target)) drained();
    };
    const closes = (!options || options.end !== false) && target !== process.stdout && target !== process.stderr;
    if (state.endEmitted) process.nextTick(closes ? ended : unpipe); else this.once('end', closes ? ended : unpipe);
    target.on('unpipe', gone);
    this.on('data', data);
    target.prependListener ? target.prependListener('error', failed) : target.on('error', failed);
    target.once('close', unpipe);
    target.once('finish', unpipe);
    target.emit('pipe', this);
    if (target.writableNeedDrain === true) { state.awaitDrain.add(target); this.pause(); if (!listens) { listens = true; target.on('drain', drained); } }
    else if (!state.flowing) this.resume();
    return target;
  }
  unpipe(target) {
    const state = this._readableState;
    const gone = target === undefined ? state.pipes : state.pipes.filter((each) => each === target);
    if (gone.length === 0) return this;
    state.pipes = target === undefined ? [] : state.pipes.filter((each) => each !== target);
    if (state.pipes.length === 0) this.pause();
    for (const each of gone) each.emit('unpipe', this, { hasUnpiped: false });
    return this;
  }
  destroy(error, done) { return destroy(this, error, done); }
  _destroy(error, done) { done(error); }
  [Symbol.asyncIterator]() { return $iterate(this, true); }
  iterator(options) { return $iterate(this, !options || options.destroyOnReturn !== false); }
  static from(items, options) {
    const made = new Readable({ objectMode: true, highWaterMark: 1, ...options });
    if (typeof items === 'string' || items instanceof Buffer) { made._read = function () { this.push(items); this.push(null); }; return made; }
    let iterator;
    if (items && items[Symbol.asyncIterator]) iterator = items[Symbol.asyncIterator]();
    else if (items && items[Symbol.iterator]) iterator = items[Symbol.iterator]();
    else throw coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "iterable" argument must be an instance of Iterable. Received ' + $received(items));
    let reading = false;
    made._read = () => {
      if (reading) return;
      reading = true;
      (async () => {
        for (;;) {
          try {
            const { value, done } = await iterator.next();
            if (done) { made.push(null); return; }
            const item = await value;
            if (item === null) { reading = false; throw coded('TypeError', 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream'); }
            if (made.push(item)) continue;
            reading = false;
          } catch (error) { made.destroy(error); }
          break;
        }
      })();
    };
    made._destroy = (error, done) => { (async () => { if (iterator.return) await iterator.return(); })().then(() => done(error), (other) => done(error ?? other)); };
    return made;
  }
}
getters(Readable.prototype, {
  readable() { const state = this._readableState; return state.readable !== false && !state.destroyed && !state.endEmitted && !state.errored; },
  readableFlowing() { return this._readableState.flowing; },
  readableEnded() { return this._readableState.endEmitted; },
  readableAborted() { const state = this._readableState; return (state.destroyed || state.errored !== null) && !state.endEmitted; },
  readableDidRead() { return this._readableState.dataEmitted; },
  readableLength() { return this._readableState.length; },
  readableHighWaterMark() { return this._readableState.highWaterMark; },
  readableObjectMode() { return this._readableState.objectMode; },
  readableEncoding() { return this._readableState.encoding; },
  errored() { return this._readableState.errored; },
  closed() { return this._readableState.closed; },
  destroyed() { return this._readableState.destroyed; },
}, { destroyed(value) { this._readableState.destroyed = value; } });
Readable.ReadableState = ReadableState;
module.exports = { Readable, init: $init };
`;
