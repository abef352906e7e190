/** The side of a stream that is written: one piece at a time, the others wait. */
export const writableSource = `
const { Stream, coded, defaultMark, destroy, failWith, callDestroy, getters } = $builtin('stream-base');
class WritableState {
  constructor(options, objectMode) {
    this.objectMode = objectMode;
    this.highWaterMark = options.writableHighWaterMark ?? options.highWaterMark ?? defaultMark(objectMode);
    this.decodeStrings = options.decodeStrings !== false;
    this.defaultEncoding = options.defaultEncoding ?? 'utf8';
    this.length = 0;
    this.pending = 0;
    this.buffered = [];
    this.finishers = [];
    this.writing = this.sync = this.needDrain = this.ending = this.ended = this.finalCalled = this.prefinished = this.finished = false;
    this.corked = 0;
    this.errored = null;
    this.destroyed = this.closed = this.closeEmitted = this.errorEmitted = false;
    this.emitClose = options.emitClose !== false;
    this.autoDestroy = options.autoDestroy !== false;
    this.constructed = true;
    this.told = [];
  }
}
class Writable extends Stream {
  constructor(options) {
    super();
    $init(this, options ?? {});
  }
  _write(data, encoding, done) {
    if (this._writev) this._writev([{ chunk: data, encoding }], done);
    else throw coded('Error', 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented');
  }
  pipe() { failWith(this, coded('Error', 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable')); }
  write(data, encoding, done) {
    const state = this._writableState;
    if (typeof encoding === 'function') { done = encoding; encoding = undefined; }
    const given = encoding || state.defaultEncoding;
    if (data === null) throw coded('TypeError', 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    let kind = given;
    if (!state.objectMode) {
      if (typeof data === 'string') { if (state.decodeStrings) { data = Buffer.from(data, given); kind = 'buffer'; } }
      else if (data instanceof Buffer) kind = 'buffer';
      else if (ArrayBuffer.isView(data)) { data = Buffer.from(data.buffer, data.byteOffset, data.byteLength); kind = 'buffer'; }
      else throw coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ' + $received(data));
    }
    const refused = state.ending ? coded('Error', 'ERR_STREAM_WRITE_AFTER_END', 'write after end') : state.destroyed ? coded('Error', 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed') : undefined;
    if (refused) { if (done) process.nextTick(done, refused); failWith(this, refused, true); return false; }
    const size = state.objectMode ? 1 : data.length;
    state.pending++;
    state.length += size;
    const ready = state.length < state.highWaterMark;
    if (!ready) state.needDrain = true;
    const entry = { data, encoding: kind, done, size };
    if (state.writing || state.corked > 0 || state.errored || !state.constructed) state.buffered.push(entry);
    else $write(this, entry);
    return ready && !state.errored && !state.destroyed;
  }
  cork() { this._writableState.corked++; }
  uncork() { const state = this._writableState; if (state.corked > 0) { state.corked--; if (!state.writing) $next(this); } }
  setDefaultEncoding(encoding) { this._writableState.defaultEncoding = encoding; return this; }
  end(data, encoding, done) {
    const state = this._writableState;
    if (typeof data === 'function') { done = data; data = encoding = undefined; }
    else if (typeof encoding === 'function') { done = encoding; encoding = undefined; }
    let refused;
    if (data !== null && data !== undefined) { const was = state.errored; this.write(data, encoding); if (state.errored && !was) refused = state.errored; }
    if (state.corked > 0) { state.corked = 1; this.uncork(); }
    if (!refused) {
      if (!state.errored && !state.ending) { state.ending = true; $finishMaybe(this, true); state.ended = true; }
      else if (state.finished) refused = coded('Error', 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
      else if (state.destroyed) refused = coded('Error', 'ERR_STREAM_DESTROYED', 'Cannot call end after a stream was destroyed');
    }
    if (typeof done === 'function') { if (refused) process.nextTick(done, refused); else if (state.finished) process.nextTick(done); else state.finishers.push(done); }
    return this;
  }
  destroy(error, done) {
    const state = this._writableState;
    if (!state.destroyed && (state.buffered.length > 0 || state.finishers.length > 0)) process.nextTick(() => $dropped(state));
    return destroy(this, error, done);
  }
  _destroy(error, done) { done(error); }
}
const writableGetters = {
  writable() { const state = this._writableState; return state.writable !== false && !state.destroyed && !state.errored && !state.ending && !state.ended; },
  writableEnded() { return this._writableState.ending; },
  writableFinished() { return this._writableState.finished; },
  writableLength() { return this._writableState.length; },
  writableHighWaterMark() { return this._writableState.highWaterMark; },
  writableObjectMode() { return this._writableState.objectMode; },
  writableCorked() { return this._writableState.corked; },
  writableNeedDrain() { const state = this._writableState; return !state.destroyed && !state.ending && state.needDrain; },
  writableAborted() { const state = this._writableState; return (state.destroyed || state.errored !== null) && !state.finished; },
};
getters(Writable.prototype, { ...writableGetters,
  errored() { return this._writableState.errored; },
  closed() { return this._writableState.closed; },
  destroyed() { return this._writableState.destroyed; },
}, { destroyed(value) { this._writableState.destroyed = value; } });
const $init = (stream, options) => {
  stream._writableState = new WritableState(options, Boolean(options.objectMode || options.writableObjectMode));
  for (const name of ['write', 'writev', 'final', 'destroy']) if (typeof options[name] === 'function') stream['_' + name] = options[name];
  if (typeof options.construct === 'function') {
    const { _writableState: state } = stream;
    state.constructed = false;
    process.nextTick(() => options.construct.call(stream, (error) => { state.constructed = true; if (error) { failWith(stream, error); return; } if (!state.writing) $next(stream); $finishMaybe(stream); }));
  }
  if (options.signal) callDestroy(stream, options.signal);
};
const $write = (stream, { data, encoding, done, size }) => {
  const state = stream._writableState;
  state.writing = true;
  state.sync = true;
  const settle = $settling(stream, size, [done]);
  try { if (state.destroyed) settle(coded('Error', 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed')); else stream._write(data, encoding, settle); }
  finally { state.sync = false; }
};
const $settling = (stream, size, dones) => {
  const state = stream._writableState;
  let called = false;
  return (error) => {
    if (called) { failWith(stream, coded('Error', 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times')); return; }
    called = true;
    const { sync } = state;
    state.writing = false;
    state.length -= size;
    if (error) {
      state.errored ??= error;
      if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = error;
      const tell = () => { for (const done of dones) { state.pending--; if (done) done(error); } $dropped(state); failWith(stream, error); };
      if (sync) process.nextTick(tell); else tell();
      return;
    }
    if (state.buffered.length > 0) $next(stream);
    if (!sync) { $after(stream, dones); return; }
    state.told.push(...dones);
    if (state.told.length === dones.length) process.nextTick(() => { const told = state.told; state.told = []; $after(stream, told); });
  };
};
const $after = (stream, dones) => {
  const state = stream._writableState;
  if (!state.ending && !stream.destroyed && state.length === 0 && state.needDrain) { state.needDrain = false; stream.emit('drain'); }
  for (const done of dones) { state.pending--; if (done) done(null); }
  if (state.destroyed) $dropped(state);
  $finishMaybe(stream);
};
const $next = (stream) => {
  const state = stream._writableState;
  while (state.buffered.length > 0 && !state.writing && state.corked === 0 && !state.destroyed && !state.errored && state.constructed) {
    if (stream._writev && state.buffered.length > 1) {
      const all = state.buffered;
      state.buffered = [];
      state.writing = state.sync = true;
      const settle = $settling(stream, all.reduce((sum, each) => sum + each.size, 0), all.map(({ done }) => done));
      try { stream._writev(all.map(({ data, encoding }) => ({ chunk: data, encoding })), settle); } finally { state.sync = false; }
    } else $write(stream, state.buffered.shift());
  }
};
const $dropped = (state) => {
  const { buffered, finishers } = state;
  state.buffered = []; state.finishers = [];
  for (const { done, size } of buffered) { state.length -= size; if (done) done(state.errored ?? coded('Error', 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed')); }
  for (const done of finishers) done(state.errored ?? coded('Error', 'ERR_STREAM_DESTROYED', 'Cannot call end after a stream was destroyed'));
};
const $ready = (state) => state.ending && !state.destroyed && state.constructed && state.length === 0 && !state.errored && state.buffered.length === 0 && !state.finished && !state.writing;
const $finishMaybe = (stream, sync) => {
  const state = stream._writableState;
  if (!$ready(state)) return;
  if (!state.prefinished && !state.finalCalled) {
    if (typeof stream._final === 'function' && !state.destroyed) {
      state.finalCalled = true;
      state.pending++;
      const final = (error) => {
        state.pending--;
        if (error) { const { finishers } = state; state.finishers = []; for (const done of finishers) done(error); failWith(stream, error, state.sync); return; }
        if (!$ready(state)) return;
        state.prefinished = true;
        stream.emit('prefinish');
        state.pending++;
        process.nextTick(() => $finish(stream));
      };
      const call = () => { state.sync = true; try { stream._final(final); } catch (error) { final(error); } state.sync = false; };
      if (state.pending === 1) { if (sync) process.nextTick(call); else call(); } else { state.pending--; state.finalCalled = false; return; }
    } else { state.prefinished = true; stream.emit('prefinish'); }
  }
  if (state.pending > 0 || !state.prefinished) return;
  if (sync) { state.pending++; process.nextTick(() => { if ($ready(state)) $finish(stream); else state.pending--; }); }
  else { state.pending++; $finish(stream); }
};
const $finish = (stream) => {
  const state = stream._writableState;
  state.pending--;
  state.finished = true;
  const { finishers } = state;
  state.finishers = [];
  for (const done of finishers) done(null);
  stream.emit('finish');
  const readable = stream._readableState;
  if (state.autoDestroy && (!readable || (readable.autoDestroy && (readable.endEmitted || readable.readable === false)))) stream.destroy();
};
Object.defineProperty(Writable, Symbol.hasInstance, { value: function (object) { return Function.prototype[Symbol.hasInstance].call(this, object) || (this === Writable && object !== null && object !== undefined && object._writableState instanceof WritableState); } });
Writable.WritableState = WritableState;
module.exports = { Writable, init: $init, writableGetters };
`;
