/** node:child_process: programs that it starts. What waits for their end stops the program until then, as in node. */
export const childProcessSource = `
const EventEmitter = require('events');
const { Readable, Writable } = require('stream');
const missing = (file, args, options) => {
  const syscall = 'spawn ' + file;
  return Object.assign(new Error(syscall + ' ENOENT'), { errno: -2, code: 'ENOENT', syscall, path: file, spawnargs: args });
};
const split = (args, options) => Array.isArray(args) ? [args.map(String), options ?? {}] : [[], args ?? options ?? {}];
const streamsOf = (stdio, usual) => {
  const given = stdio ?? usual;
  const three = typeof given === 'string' ? [given, given, given] : [0, 1, 2].map((at) => given[at] ?? 'pipe');
  return (Array.isArray(given) && given.includes('ipc') ? [...three.map((each) => each === 'ipc' ? 'pipe' : each), 'ipc'] : three).map((each) => each !== null && typeof each === 'object' ? each.fd : each);
};
const start = (file, args, options, usual) => {
  const { shell } = options;
  const program = shell ? (typeof shell === 'string' ? shell : '/bin/sh') : String(file);
  const words = shell ? [program, '-c', [file, ...args].join(' ')] : [options.argv0 ?? String(file), ...args];
  const cwd = options.cwd instanceof URL ? options.cwd.pathname : options.cwd;
  const streams = streamsOf(options.stdio, usual);
  let env = options.env ?? process.env;
  if (streams[3] === 'ipc') env = { NODE_CHANNEL_SERIALIZATION_MODE: options.serialization ?? 'json', ...env, NODE_CHANNEL_FD: '3' };
  return $child.spawn(program, words, env, cwd, streams);
};
class ChildProcess extends EventEmitter {
  constructor() { super(); this.pid = undefined; this.exitCode = null; this.signalCode = null; this.killed = false; this.connected = false; this._left = 1; }
  kill(signal = 'SIGTERM') {
    if (this.exitCode !== null || this.signalCode !== null || this.pid === undefined) return false;
    $process.kill(this.pid, signal);
    this.killed = true;
    return true;
  }
  ref() {}
  unref() { if (this._handle) $net.reference(this._handle, false); }
  _over() { if (--this._left === 0) this.emit('close', this.exitCode, this.signalCode); }
}
const output = (child, descriptor) => {
  const stream = new Readable({ read() {} });
  child._left++;
  const handle = $child.stream(descriptor);
  handle.onevent = (event, value) => {
    if (event === 'data') stream.push(value);
    else { $net.close(handle); stream.push(null); }
  };
  stream.on('close', () => child._over());
  return stream;
};
const input = (descriptor) => new Writable({
  write(data, encoding, done) { try { $process.write(descriptor, data, encoding); done(); } catch (error) { done(error); } },
  final(done) { $child.close(descriptor); done(); },
  destroy(error, done) { $child.close(descriptor); done(error); },
});
const spawn = (file, args, options) => {
  [args, options] = split(args, options);
  const child = new ChildProcess();
  child.spawnfile = String(file);
  child.spawnargs = [String(file), ...args];
  const made = start(file, args, options, 'pipe');
  child.stdin = child.stdout = child.stderr = null;
  if (made === null) {
    child.stdout = new Readable({ read() {} });
    child.stderr = new Readable({ read() {} });
    child.stdin = new Writable({ write(data, encoding, done) { done(); } });
    process.nextTick(() => { child.emit('error', missing(file, args, options)); child.exitCode = -2; child.emit('close', -2, null); });
    return child;
  }
  child.pid = made.pid;
  const [stdin, stdout, stderr] = made.streams;
  if (stdin !== null) child.stdin = input(stdin);
  if (stdout !== null) child.stdout = output(child, stdout);
  if (stderr !== null) child.stderr = output(child, stderr);
  child.stdio = [child.stdin, child.stdout, child.stderr];
  if (made.streams[3] !== undefined) $builtin('channel').open(child, made.streams[4], made.streams[3], options.serialization === 'advanced');
  const handle = child._handle = $child.watch(made.pid);
  Object.defineProperty(child, '_handle', { enumerable: false });
  handle.onevent = (event, code, signal) => {
    child.exitCode = code;
    child.signalCode = signal;
    child.emit('exit', code, signal);
    for (const stream of [child.stdout, child.stderr]) if (stream && !stream.readableFlowing && stream.listenerCount('readable') === 0) stream.resume();
    child._over();
  };
  process.nextTick(() => child.emit('spawn'));
  if (options.signal) options.signal.addEventListener('abort', () => { child.kill(options.killSignal); child.emit('error', Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR', cause: options.signal.reason })); });
  if (options.timeout > 0) setTimeout(() => child.kill(options.killSignal), options.timeout).unref();
  return child;
};
const collect = (child, command, options, done) => {
  const texts = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (data) => texts[name].push(Buffer.from(data)));
  const given = (name) => { const bytes = Buffer.concat(texts[name]); return options.encoding === 'buffer' || options.encoding === null ? bytes : bytes.toString(options.encoding ?? 'utf8'); };
  let over = false;
  const finish = (error) => { if (over) return; over = true; if (done) done(error, given('stdout'), given('stderr')); };
  child.on('error', (error) => { error.cmd = command; finish(error); });
  child.on('close', (code, signal) => {
    if (code === 0 && signal === null) { finish(null); return; }
    const error = new Error('Command failed: ' + command + '\\n' + Buffer.concat(texts.stderr).toString());
    finish(Object.assign(error, { code, killed: child.killed, signal, cmd: command }));
  });
  return child;
};
const exec = (command, options, done) => {
  if (typeof options === 'function') [options, done] = [{}, options];
  const given = { shell: true, ...options };
  return collect(spawn(command, [], given), command, given, done);
};
const execFile = (file, args, options, done) => {
  if (typeof args === 'function') [args, done] = [[], args];
  if (typeof options === 'function') [options, done] = [undefined, options];
  [args, options] = split(args, options);
  return collect(spawn(file, args, options), [file, ...args].join(' '), options, done);
};
const promised = (run) => (...args) => {
  let child;
  const made = new Promise((resolve, reject) => { child = run(...args, (error, stdout, stderr) => { if (error) reject(Object.assign(error, { stdout, stderr })); else resolve({ stdout, stderr }); }); });
  made.child = child;
  return made;
};
exec[Symbol.for('nodejs.util.promisify.custom')] = promised(exec);
execFile[Symbol.for('nodejs.util.promisify.custom')] = promised(execFile);
const spawnSync = (file, args, options) => {
  [args, options] = split(args, options);
  const made = start(file, args, options, 'pipe');
  if (made === null) return { error: Object.assign(missing(file, args), { syscall: 'spawnSync ' + file, message: 'spawnSync ' + file + ' ENOENT' }), status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null };
  const [stdin, ...outputs] = made.streams;
  if (stdin !== null) { if (options.input !== undefined) $process.write(stdin, options.input); $child.close(stdin); }
  const parts = [[], []];
  const open = outputs.map((descriptor) => descriptor !== null);
  let ended;
  for (;;) {
    let moved = false;
    for (const at of [0, 1]) {
      if (!open[at]) continue;
      const data = $child.read(outputs[at]);
      if (data === null) continue;
      moved = true;
      if (data === false) { open[at] = false; $child.close(outputs[at]); } else parts[at].push(data);
    }
    ended ??= $child.wait(made.pid);
    if (ended && !open[0] && !open[1]) break;
    if (!moved) $child.block(outputs.filter((each, at) => open[at]));
  }
  const given = (at) => { if (outputs[at] === null) return null; const bytes = Buffer.concat(parts[at]); return options.encoding && options.encoding !== 'buffer' ? bytes.toString(options.encoding) : bytes; };
  const [stdout, stderr] = [given(0), given(1)];
  return { pid: made.pid, output: [null, stdout, stderr], stdout, stderr, status: ended.code, signal: ended.signal };
};
const checked = (command, options, result) => {
  if (result.error) throw result.error;
  if (options.stdio === undefined && result.stderr && result.stderr.length > 0) process.stderr.write(result.stderr);
  if (result.status === 0) return result.stdout;
  const text = result.stderr && result.stderr.length > 0 ? '\\n' + result.stderr.toString() : '';
  throw Object.assign(new Error('Command failed: ' + command + text), result);
};
const execSync = (command, options = {}) => checked(command, options, spawnSync(command, [], { shell: true, ...options }));
const execFileSync = (file, args, options) => { [args, options] = split(args, options); return checked([file, ...args].join(' '), options, spawnSync(file, args, options)); };
const fork = (file, args, options) => {
  [args, options] = split(args, options);
  const path = file instanceof URL ? decodeURIComponent(file.pathname) : file;
  if (typeof path !== 'string') throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "modulePath" argument must be of type string or an instance of Buffer or URL. Received ' + $received(path));
  const { stdio } = options;
  if (Array.isArray(stdio) && !stdio.includes('ipc')) throw $coded('Error', 'ERR_CHILD_PROCESS_IPC_REQUIRED', "Forked processes must have an IPC channel, missing value 'ipc' in options.stdio");
  const usual = options.silent ? 'pipe' : 'inherit';
  const streams = Array.isArray(stdio) ? stdio : [...streamsOf(stdio, usual), 'ipc'];
  return spawn(options.execPath ?? process.execPath, [...(options.execArgv ?? process.execArgv), path, ...args], { ...options, shell: false, stdio: streams });
};
module.exports = { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
`;
