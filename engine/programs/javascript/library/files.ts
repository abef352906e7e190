/** node:fs. What is asynchronous in node is done at once, and told later. */
export const filesSource = `
const { Readable, Writable } = require('stream');
const encodingOf = (options) => typeof options === 'string' ? options : options ? options.encoding : undefined;
const pathOf = (path) => {
  if (path instanceof URL) return decodeURIComponent(path.pathname);
  if (typeof path === 'string') return path;
  if (Buffer.isBuffer(path)) return path.toString();
  throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "path" argument must be of type string or an instance of Buffer or URL. Received ' + (path === undefined || path === null ? String(path) : $inspectValue(path)));
};
class Stats {
  constructor(facts) {
    const { type, ...rest } = facts;
    Object.assign(this, rest);
    Object.defineProperty(this, '_type', { value: type, enumerable: false });
    this.atime = new Date(facts.atimeMs);
    this.mtime = new Date(facts.mtimeMs);
    this.ctime = new Date(facts.ctimeMs);
    this.birthtime = new Date(facts.ctimeMs);
  }
  isFile() { return this._type === 'file'; }
  isDirectory() { return this._type === 'directory'; }
  isSymbolicLink() { return this._type === 'symbolic link'; }
  isSocket() { return this._type === 'socket'; }
  isFIFO() { return this._type === 'fifo'; }
}
class Dirent {
  constructor(name, type, parent) {
    this.name = name;
    this.parentPath = parent;
    this.path = parent;
    Object.defineProperty(this, '_type', { value: type, enumerable: false });
  }
  isFile() { return this._type === 'file'; }
  isDirectory() { return this._type === 'directory'; }
  isSymbolicLink() { return this._type === 'symbolic link'; }
}
const list = (path, options, prefix = '') => $fs.list(path).flatMap(({ name, type }) => {
  const own = options && options.withFileTypes ? new Dirent(name, type, path) : prefix + name;
  return options && options.recursive && type === 'directory' ? [own, ...list(path + '/' + name, options, prefix + name + '/')] : [own];
});
const removeAll = (path) => {
  if ($fs.lstat(path).type !== 'directory') { $fs.unlink(path); return; }
  for (const { name } of $fs.list(path)) removeAll(path + '/' + name);
  $fs.rmdir(path);
};
const sync = {
  readFile(path, options) {
    const bytes = path === 0 ? $fs.read('/dev/stdin') : $fs.read(pathOf(path));
    const encoding = encodingOf(options);
    return encoding ? bytes.toString(encoding) : bytes;
  },
  writeFile(path, data, options) {
    if (typeof data !== 'string' && !(data instanceof Uint8Array)) {
      throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "data" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ' + (data === undefined || data === null ? String(data) : typeof data === 'object' ? 'an instance of ' + data.constructor.name : 'type ' + typeof data + ' (' + String(data) + ')'));
    }
    $fs.write(pathOf(path), data, Boolean(options && options.flag && options.flag.startsWith('a')), options && options.mode, encodingOf(options));
  },
  appendFile(path, data, options) { $fs.write(pathOf(path), data, true, options && options.mode, encodingOf(options)); },
  access(path, mode) { $fs.access(pathOf(path), mode ?? 0); },
  stat(path, options) {
    if (options && options.throwIfNoEntry === false && !$fs.exists(pathOf(path))) return undefined;
    return new Stats($fs.stat(pathOf(path)));
  },
  lstat(path) { return new Stats($fs.lstat(pathOf(path))); },
  readdir(path, options) { return list(pathOf(path), options); },
  mkdir(path, options) {
    const text = pathOf(path);
    if (!(options && options.recursive)) { $fs.mkdir(text, typeof options === 'number' ? options : options && options.mode); return undefined; }
    let at = text.startsWith('/') ? '' : '.';
    let first;
    for (const part of text.split('/')) {
      if (part === '' || part === '.') continue;
      at += '/' + part;
      if ($fs.exists(at)) continue;
      $fs.mkdir(at, options.mode);
      first ??= at;
    }
    return first;
  },
  rmdir(path, options) { if (options && options.recursive) removeAll(pathOf(path)); else $fs.rmdir(pathOf(path)); },
  rm(path, options) {
    const text = pathOf(path);
    if (options && options.force && !$fs.exists(text)) return;
    if (options && options.recursive) { removeAll(text); return; }
    if ($fs.lstat(text).type === 'directory') {
      throw $coded('Error', 'ERR_FS_EISDIR', 'Path is a directory: rm returned EISDIR (is a directory) ' + text);
    }
    $fs.unlink(text);
  },
  unlink(path) { $fs.unlink(pathOf(path)); },
  rename(from, to) { $fs.rename(pathOf(from), pathOf(to)); },
  open(path, flags = 'r', mode) { return $fs.open(pathOf(path), flags, typeof mode === 'string' ? parseInt(mode, 8) : mode); },
  close(descriptor) { $fs.close(descriptor); },
  fstat(descriptor) { return new Stats($fs.statOf(descriptor)); },
  fsync() {},
  ftruncate(descriptor, size = 0) { $fs.truncateOf(descriptor, size); },
  read(descriptor, buffer, offset = 0, length, position) {
    if (offset !== null && typeof offset === 'object') ({ offset = 0, length, position } = offset);
    const data = $fs.readFrom(descriptor, Math.min(length ?? buffer.length - offset, buffer.length - offset), typeof position === 'bigint' ? Number(position) : position);
    if (data === null) { const error = new Error('EAGAIN: resource temporarily unavailable, read'); throw Object.assign(error, { errno: -11, code: 'EAGAIN', syscall: 'read' }); }
    data.copy(buffer, offset);
    return data.length;
  },
  write(descriptor, data, ...rest) {
    if (typeof data === 'string') return $fs.writeTo(descriptor, Buffer.from(data, typeof rest[1] === 'string' ? rest[1] : 'utf8'), rest[0]);
    const [offset = 0, length = data.length - offset, position] = rest;
    return $fs.writeTo(descriptor, data.subarray(offset, offset + length), position);
  },
  chown(path, uid, gid) { $fs.chown(pathOf(path), uid, gid); },
  utimes(path, accessed, modified) { const ms = (each) => each instanceof Date ? each.getTime() : Number(each) * 1000; $fs.utimes(pathOf(path), ms(accessed), ms(modified)); },
  link(from, to) { $fs.link(pathOf(from), pathOf(to)); },
  cp(from, to, options) {
    if ($fs.stat(pathOf(from)).type !== 'directory') { sync.copyFile(from, to); return; }
    if (!(options && options.recursive)) throw $coded('Error', 'ERR_FS_EISDIR', 'Recursive option not enabled, cannot copy a directory: cp returned EISDIR (' + from + ' is a directory (not copied)) ' + from);
    sync.mkdir(to, { recursive: true });
    for (const { name } of $fs.list(pathOf(from))) sync.cp(from + '/' + name, to + '/' + name, options);
  },
  copyFile(from, to) { $fs.write(pathOf(to), $fs.read(pathOf(from)), false); },
  symlink(target, path) { $fs.symlink(pathOf(target), pathOf(path)); },
  chmod(path, mode) { $fs.chmod(pathOf(path), typeof mode === 'string' ? parseInt(mode, 8) : mode); },
  realpath(path) { return $fs.realpath(pathOf(path)); },
  readlink(path) { return $fs.readlink(pathOf(path)); },
  truncate(path, size) { $fs.truncate(pathOf(path), size ?? 0); },
  mkdtemp(prefix) { const path = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, 'x'); $fs.mkdir(path); return path; },
};
const TURNS = { readFile: 3, writeFile: 2, appendFile: 2, copyFile: 1 };
const fs = { constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, COPYFILE_EXCL: 1, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFLNK: 40960 }, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, Stats, Dirent };
// What the system tells later knows of no calls that led to it.
const bare = (error, lines) => { if (error instanceof Error && typeof error.syscall === 'string') error.stack = error.name + ': ' + error.message + lines; return error; };
fs.promises = { constants: fs.constants };
for (const name of Object.keys(sync)) {
  fs[name + 'Sync'] = sync[name];
  fs[name] = (...args) => {
    const done = args.pop();
    if (typeof done !== 'function') {
      throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "cb" argument must be of type function. Received ' + (done === undefined ? 'undefined' : $inspectValue(done)));
    }
    // It takes node several turns to open, read and close a file.
    const turn = (left) => {
      if (left > 0) { setImmediate(turn, left - 1); return; }
      let value;
      try { value = sync[name](...args); } catch (error) { done(bare(error, '')); return; }
      done(null, value);
    };
    setImmediate(turn, TURNS[name] ?? 0);
  };
  fs.promises[name] = async (...args) => { await $fsTurn(); try { return sync[name](...args); } catch (error) { throw bare(error, '\\n    at async open (node:internal/fs/promises:639:25)'); } };
}
function $fsTurn() { return new Promise((resolve) => setImmediate(resolve)); }
for (const name of ['read', 'write', 'close', 'fstat', 'fsync', 'ftruncate']) delete fs.promises[name];
fs.read = (descriptor, buffer, ...rest) => { const done = rest.pop(); setImmediate(() => { let count; try { count = sync.read(descriptor, buffer, ...rest); } catch (error) { done(bare(error, '')); return; } done(null, count, buffer); }); };
fs.write = (descriptor, data, ...rest) => { const done = rest.pop(); setImmediate(() => { let count; try { count = sync.write(descriptor, data, ...rest); } catch (error) { done(bare(error, '')); return; } done(null, count, data); }); };
class FileHandle {
  constructor(descriptor) { this.fd = descriptor; }
  async read(buffer, ...rest) { const into = buffer instanceof Uint8Array ? buffer : buffer && buffer.buffer ? buffer.buffer : Buffer.alloc(16384); return { bytesRead: sync.read(this.fd, into, ...rest), buffer: into }; }
  async write(data, ...rest) { return { bytesWritten: sync.write(this.fd, data, ...rest), buffer: data }; }
  async readFile(options) {
    const parts = [];
    for (let data = $fs.readFrom(this.fd, 65536); data !== null && data.length > 0; data = $fs.readFrom(this.fd, 65536)) parts.push(data);
    const bytes = Buffer.concat(parts);
    return encodingOf(options) ? bytes.toString(encodingOf(options)) : bytes;
  }
  async writeFile(data, options) { $fs.writeTo(this.fd, Buffer.from(data, encodingOf(options))); }
  async appendFile(data, options) { $fs.writeTo(this.fd, Buffer.from(data, encodingOf(options))); }
  async stat() { return sync.fstat(this.fd); }
  async truncate(size) { sync.ftruncate(this.fd, size); }
  async sync() {}
  async close() { if (this.fd >= 0) sync.close(this.fd); this.fd = -1; }
  readLines(options) { return require('readline').createInterface({ input: this.createReadStream({ encoding: 'utf8', ...options }), crlfDelay: Infinity }); }
  createReadStream(options) { return new ReadStream(undefined, { ...optionsOf(options), fd: this }); }
  createWriteStream(options) { return new WriteStream(undefined, { ...optionsOf(options), fd: this }); }
}
fs.promises.open = async (...args) => { await $fsTurn(); try { return new FileHandle(sync.open(...args)); } catch (error) { throw bare(error, '\\n    at async open (node:internal/fs/promises:639:25)'); } };
fs.existsSync = (path) => $fs.exists(typeof path === 'string' ? path : path instanceof URL ? path.pathname : undefined);
fs.exists = (path, done) => setImmediate(done, fs.existsSync(path));
const optionsOf = (options) => typeof options === 'string' ? { encoding: options } : options ?? {};
class ReadStream extends Readable {
  constructor(path, options) {
    const given = optionsOf(options);
    super({ highWaterMark: given.highWaterMark ?? 65536, encoding: given.encoding, emitClose: given.emitClose, signal: given.signal });
    this.path = path;
    this.fd = given.fd === undefined || given.fd === null ? null : typeof given.fd === 'object' ? given.fd.fd : given.fd;
    this.flags = given.flags ?? 'r';
    this.start = given.start;
    this.end = given.end ?? Infinity;
    this.pos = given.start;
    this.bytesRead = 0;
    if (this.fd !== null) return;
    const text = pathOf(path);
    this._readableState.constructed = false;
    setImmediate(() => {
      if (this.destroyed) return;
      try { this.fd = sync.open(text, this.flags, given.mode); } catch (error) { this.destroy(bare(error, '')); return; }
      this._readableState.constructed = true;
      this.emit('open', this.fd);
      this.emit('ready');
      this.read(0);
    });
  }
  get pending() { return this.fd === null; }
  _read(size) {
    const most = Math.min(size, this.end === Infinity ? size : this.end - (this.pos ?? this.bytesRead) + 1);
    if (most <= 0) { this.push(null); return; }
    setImmediate(() => {
      if (this.destroyed) return;
      let data;
      try { data = $fs.readFrom(this.fd, most, this.pos); } catch (error) { this.destroy(bare(error, '')); return; }
      if (data === null || data.length === 0) { this.push(null); return; }
      if (this.pos !== undefined) this.pos += data.length;
      this.bytesRead += data.length;
      this.push(data);
    });
  }
  _destroy(error, done) { if (this.fd > 2) { try { sync.close(this.fd); } catch {} this.fd = null; } done(error); }
  close(done) { if (done) this.once('close', done); this.destroy(); }
}
class WriteStream extends Writable {
  constructor(path, options) {
    const given = optionsOf(options);
    super({ highWaterMark: given.highWaterMark, defaultEncoding: given.encoding, emitClose: given.emitClose, signal: given.signal, construct(done) { this._open(done, given.mode); } });
    this.path = path;
    this.fd = given.fd === undefined || given.fd === null ? null : typeof given.fd === 'object' ? given.fd.fd : given.fd;
    this.flags = given.flags ?? 'w';
    this.pos = given.start;
    this.bytesWritten = 0;
    if (this.fd === null) pathOf(path);
  }
  _open(done, mode) {
    if (this.fd !== null) { done(); return; }
    setImmediate(() => {
      if (this.destroyed) return;
      try { this.fd = sync.open(pathOf(this.path), this.flags, mode); } catch (error) { done(bare(error, '')); return; }
      this.emit('open', this.fd);
      this.emit('ready');
      done();
    });
  }
  get pending() { return this.fd === null; }
  _write(data, encoding, done) {
    setImmediate(() => {
      try { $fs.writeTo(this.fd, data, this.pos); } catch (error) { done(bare(error, '')); return; }
      if (this.pos !== undefined) this.pos += data.length;
      this.bytesWritten += data.length;
      done();
    });
  }
  _destroy(error, done) { if (this.fd > 2) { try { sync.close(this.fd); } catch {} this.fd = null; } done(error); }
  close(done) { if (done) this.once('close', done); this.end(); }
}
fs.ReadStream = ReadStream;
fs.WriteStream = WriteStream;
fs.createReadStream = (path, options) => new ReadStream(path, options);
fs.createWriteStream = (path, options) => new WriteStream(path, options);
// When it is asked for: it needs this module itself.
const poll = (...args) => $require('watching').poll(...args);
const EventEmitter = require('events');
const WATCH_MS = 500;
fs.watch = (path, options, listener) => {
  if (typeof options === 'function') [options, listener] = [undefined, options];
  const place = pathOf(path);
  if (!$fs.exists(place)) throw Object.assign(new Error("ENOENT: no such file or directory, watch '" + place + "'"), { errno: -2, syscall: 'watch', code: 'ENOENT', path: place, filename: place });
  const watcher = new EventEmitter();
  const base = $fs.stat(place).type === 'directory' ? place.replace(/\\/+$/, '') + '/' : place.slice(0, place.lastIndexOf('/') + 1);
  const given = typeof options === 'object' && options !== null ? options : {};
  const timer = poll([place], { ms: WATCH_MS, recursive: given.recursive === true, persistent: given.persistent !== false }, (events) => { for (const [kind, file] of events) watcher.emit('change', kind, file.startsWith(base) ? file.slice(base.length) : require('path').relative(base, file)); });
  watcher.close = () => { clearInterval(timer); setImmediate(() => watcher.emit('close')); };
  watcher.ref = () => { timer.ref(); return watcher; };
  watcher.unref = () => { timer.unref(); return watcher; };
  if (listener) watcher.on('change', listener);
  return watcher;
};
const watchedFiles = new Map();
const NOWHERE = { dev: 0, mode: 0, nlink: 0, uid: 0, gid: 0, rdev: 0, blksize: 0, ino: 0, size: 0, blocks: 0, atimeMs: 0, mtimeMs: 0, ctimeMs: 0, type: 'none' };
fs.watchFile = (path, options, listener) => {
  if (typeof options === 'function') [options, listener] = [{}, options];
  const place = pathOf(path);
  const facts = () => new Stats($fs.exists(place) ? $fs.stat(place) : NOWHERE);
  let before = facts();
  const timer = setInterval(() => { const now = facts(); if (now.mtimeMs !== before.mtimeMs || now.size !== before.size) { const last = before; before = now; listener(now, last); } }, options.interval ?? 5007);
  if (options.persistent === false) timer.unref();
  watchedFiles.set(place, [...(watchedFiles.get(place) ?? []), timer]);
};
fs.unwatchFile = (path) => { for (const timer of watchedFiles.get(pathOf(path)) ?? []) clearInterval(timer); watchedFiles.delete(pathOf(path)); };
fs.realpathSync.native = fs.realpathSync;
module.exports = fs;
`;
export const filesPromisesSource = `module.exports = require('fs').promises;`;
