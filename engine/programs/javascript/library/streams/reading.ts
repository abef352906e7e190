/** What a readable stream does with its buffer: filling it, and giving of it. */
export const readingSource = `
const $init = (stream, options) => {
  stream._readableState = new ReadableState(options, Boolean(options.objectMode || options.readableObjectMode));
  for (const name of ['read', 'destroy']) if (typeof options[name] === 'function') stream['_' + name] = options[name];
  if (options.signal) callDestroy(stream, options.signal);
};
const $size = (count, state) => {
  if (count <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(count)) return state.flowing && state.length > 0 ? state.buffer[0].length : state.length;
  if (count <= state.length) return count;
  return state.ended ? state.length : 0;
};
const $take = (size, state) => {
  if (state.length === 0) return null;
  if (state.objectMode) return state.buffer.shift();
  const [first] = state.buffer;
  if (size === first.length) return state.buffer.shift();
  if (size < first.length) { state.buffer[0] = first.slice(size); return first.slice(0, size); }
  const all = state.decoder || typeof first === 'string' ? state.buffer.join('') : Buffer.concat(state.buffer);
  state.buffer = size < all.length ? [all.slice(size)] : [];
  return all.slice(0, size);
};
const $add = (stream, data, encoding, front) => {
  const state = stream._readableState;
  if (data === null) { state.reading = false; $eof(stream); return false; }
  if (!state.objectMode) {
    if (typeof data === 'string') {
      const given = encoding || 'utf8';
      if (state.encoding !== given) data = state.encoding && front ? Buffer.from(data, given).toString(state.encoding) : Buffer.from(data, given);
    } else if (!(data instanceof Buffer)) {
      if (data instanceof Uint8Array) data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      else if (data !== undefined) { failWith(stream, coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ' + $received(data))); return false; }
    }
    if (data === undefined || data.length === 0) { state.reading = false; $more(stream); return !state.ended && state.length < state.highWaterMark; }
  }
  if (front) {
    if (state.endEmitted) failWith(stream, coded('Error', 'ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event'));
    else if (state.destroyed || state.errored) return false;
    else $put(stream, data, true);
  } else if (state.ended) failWith(stream, coded('Error', 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
  else if (state.destroyed || state.errored) return false;
  else {
    state.reading = false;
    if (state.decoder && typeof data !== 'string') data = state.decoder.write(data);
    if (state.objectMode || data.length > 0) $put(stream, data, false); else $more(stream);
  }
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
};
const $put = (stream, data, front) => {
  const state = stream._readableState;
  if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount('data') > 0) {
    state.awaitDrain.clear();
    state.dataEmitted = true;
    stream.emit('data', data);
  } else {
    state.length += state.objectMode ? 1 : data.length;
    if (front) state.buffer.unshift(data); else state.buffer.push(data);
    if (state.needReadable) $tellReadable(stream);
  }
  $more(stream);
};
const $eof = (stream) => {
  const state = stream._readableState;
  if (state.ended) return;
  const rest = state.decoder ? state.decoder.end() : '';
  if (rest.length > 0) { state.buffer.push(rest); state.length += state.objectMode ? 1 : rest.length; }
  state.ended = true;
  if (state.sync) $tellReadable(stream);
  else { state.needReadable = false; state.emittedReadable = true; $readable(stream); }
};
const $tellReadable = (stream) => {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  process.nextTick(() => $readable(stream));
};
const $readable = (stream) => {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length > 0 || state.ended)) { stream.emit('readable'); state.emittedReadable = false; }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  $flow(stream);
};
const $more = (stream) => {
  const state = stream._readableState;
  if (state.readingMore || !state.constructed) return;
  state.readingMore = true;
  process.nextTick(() => {
    while (!state.reading && !state.ended && (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
      const { length } = state;
      stream.read(0);
      if (length === state.length) break;
    }
    state.readingMore = false;
  });
};
const $flow = (stream) => { const state = stream._readableState; while (state.flowing && stream.read() !== null); };
const $end = (stream) => {
  const state = stream._readableState;
  if (state.endEmitted || state.endScheduled) return;
  state.ended = state.endScheduled = true;
  process.nextTick(() => {
    state.endScheduled = false;
    if (state.errored || state.closeEmitted || state.endEmitted || state.length > 0) return;
    state.endEmitted = true;
    stream.emit('end');
    const writable = stream._writableState;
    if (writable && stream.writable && stream.allowHalfOpen === false) process.nextTick(() => stream.end());
    else if (state.autoDestroy && (!writable || (writable.autoDestroy && (writable.finished || writable.writable === false)))) stream.destroy();
  });
};
async function* $iterate(stream, destroys) {
  let wake = () => {};
  const again = () => { const call = wake; wake = () => {}; call(); };
  stream.on('readable', again);
  let failure; let over = stream._readableState.closed || stream._readableState.endEmitted;
  const finish = (error) => { failure = error ?? failure; over = true; again(); };
  stream.on('error', finish); stream.on('end', () => finish()); stream.on('close', () => finish(stream._readableState.endEmitted || stream._readableState.errored ? undefined : coded('Error', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close')));
  if (stream._readableState.errored) failure = stream._readableState.errored;
  try {
    for (;;) {
      const data = stream._readableState.destroyed ? null : stream.read();
      if (data !== null) { yield data; continue; }
      if (failure) throw failure;
      if (over) return;
      await new Promise((resolve) => { wake = resolve; });
    }
  } finally { stream.removeListener('readable', again); if (destroys && !stream._readableState.destroyed && stream._readableState.autoDestroy) stream.destroy(); }
}
`;
