/** What both sides of a stream have: how it ends early, and the words of what goes wrong. */
export const streamBaseSource = `
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const coded = $coded;
const mark = Number($process.facts().version.slice(1).split('.')[0]) >= 22 ? 65536 : 16384;
const defaultMark = (objectMode) => objectMode ? 16 : mark;
class Stream extends EventEmitter {
  pipe(target, options) {
    const source = this;
    const data = (each) => { if (target.write(each) === false && source.pause) source.pause(); };
    const drained = () => { if (source.readable !== false && source.resume) source.resume(); };
    source.on('data', data);
    target.on('drain', drained);
    if (!options || options.end !== false) source.on('end', () => target.end());
    target.emit('pipe', source);
    return target;
  }
}
const emitClose = (stream) => {
  const [readable, writable] = [stream._readableState, stream._writableState];
  if (writable) writable.closeEmitted = true;
  if (readable) readable.closeEmitted = true;
  if ((writable && writable.emitClose) || (readable && readable.emitClose)) stream.emit('close');
};
const emitError = (stream, error) => {
  const states = [stream._readableState, stream._writableState].filter(Boolean);
  if (states.some((state) => state.errorEmitted)) return;
  for (const state of states) state.errorEmitted = true;
  stream.emit('error', error);
};
const destroy = (stream, error, done) => {
  const states = [stream._readableState, stream._writableState].filter(Boolean);
  if (states.some((state) => state.destroyed)) { if (typeof done === 'function') done(); return stream; }
  const note = (failure) => { if (failure) for (const state of states) state.errored ??= failure; };
  note(error);
  for (const state of states) state.destroyed = true;
  let called = false;
  const after = (failure) => {
    if (called) return;
    called = true;
    note(failure);
    for (const state of states) state.closed = true;
    if (typeof done === 'function') done(failure);
    process.nextTick(() => { if (failure) emitError(stream, failure); emitClose(stream); });
  };
  try { stream._destroy(error ?? null, after); } catch (failure) { after(failure); }
  return stream;
};
const failWith = (stream, error, sync) => {
  const states = [stream._readableState, stream._writableState].filter(Boolean);
  if (states.some((state) => state.destroyed)) return;
  if (states.some((state) => state.autoDestroy)) { stream.destroy(error); return; }
  for (const state of states) state.errored ??= error;
  if (sync) process.nextTick(() => emitError(stream, error)); else emitError(stream, error);
};
const aborted = (reason) => Object.assign(new Error('The operation was aborted', { cause: reason }), { name: 'AbortError', code: 'ABORT_ERR' });
const callDestroy = (stream, signal) => { if (signal.aborted) stream.destroy(aborted(signal.reason)); else signal.addEventListener('abort', () => stream.destroy(aborted(signal.reason))); };
const getters = (prototype, table, setters = {}) => { for (const name of Object.keys(table)) Object.defineProperty(prototype, name, { get: table[name], set: setters[name] ?? (name in setters ? undefined : function (value) { Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }); }), configurable: true, enumerable: false }); };
module.exports = { Stream, StringDecoder, aborted, callDestroy, coded, defaultMark, destroy, failWith, getters };
`;
