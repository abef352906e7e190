/** The winston package: loggers with levels, formats and transports. */
export const winstonPackage: Readonly<Record<string, string>> = {
  'npm:winston': `
const fs = require('fs');
const util = require('util');
const EventEmitter = require('events');
const MESSAGE = Symbol.for('message');
const LEVEL = Symbol.for('level');
const SPLAT = Symbol.for('splat');
const config = {
  npm: { levels: { error: 0, warn: 1, info: 2, http: 3, verbose: 4, debug: 5, silly: 6 }, colors: { error: 31, warn: 33, info: 32, http: 32, verbose: 36, debug: 34, silly: 35 } },
  syslog: { levels: { emerg: 0, alert: 1, crit: 2, error: 3, warning: 4, notice: 5, info: 6, debug: 7 }, colors: { emerg: 31, alert: 33, crit: 31, error: 31, warning: 31, notice: 33, info: 32, debug: 34 } },
};
const sorted = (value) => value === null || typeof value !== 'object' || typeof value.toJSON === 'function' ? value
  : Array.isArray(value) ? value.map(sorted) : Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
const text = (value, space) => JSON.stringify(sorted(value), (key, each) => typeof each === 'bigint' ? each.toString() : each, space);
const rest = (info, ...names) => Object.fromEntries(Object.entries(info).filter(([key]) => !names.includes(key)));
const make = (transform) => { const made = (options = {}) => ({ transform: (info) => transform(info, options), options }); return made; };
const format = (transform) => make(transform);
const stamp = (pattern) => {
  const now = new Date();
  if (!pattern) return now.toISOString();
  if (typeof pattern === 'function') return pattern();
  const two = (number, width = 2) => String(number).padStart(width, '0');
  const parts = { YYYY: two(now.getFullYear(), 4), MM: two(now.getMonth() + 1), DD: two(now.getDate()), HH: two(now.getHours()), mm: two(now.getMinutes()), ss: two(now.getSeconds()), SSS: two(now.getMilliseconds(), 3), ZZ: '+0000', Z: '+00:00' };
  return pattern.replace(/YYYY|MM|DD|HH|mm|ss|SSS|ZZ|Z/g, (word) => parts[word]);
};
Object.assign(format, {
  combine: (...formats) => ({ transform: (info) => formats.reduce((made, each) => made && each.transform(made), info) }),
  timestamp: make((info, options) => { info[options.alias ?? 'timestamp'] = stamp(options.format); return info; }),
  label: make((info, options) => { if (options.message) info.message = '[' + options.label + '] ' + info.message; else info.label = options.label; return info; }),
  json: make((info, options) => { info[MESSAGE] = text(info, options.space); return info; }),
  simple: make((info) => { const more = text(rest(info, 'level', 'message', 'splat')); info[MESSAGE] = info.level + ': ' + info.message + (more === '{}' ? '' : ' ' + more); return info; }),
  prettyPrint: make((info, options) => { info[MESSAGE] = util.inspect(rest(info), { depth: options.depth ?? null, colors: options.colorize }); return info; }),
  printf: (template) => ({ transform: (info) => { info[MESSAGE] = template(info); return info; }, template }),
  colorize: make((info, options) => {
    const code = { ...config.npm.colors, ...config.syslog.colors }[info[LEVEL]] ?? 39;
    const paint = (words) => '\\u001b[' + code + 'm' + words + '\\u001b[39m';
    if (options.all || options.level || !options.message) info.level = paint(info.level);
    if (options.all || options.message) info.message = paint(info.message);
    return info;
  }),
  uncolorize: make((info) => { info.level = util.stripVTControlCharacters(info.level); info.message = util.stripVTControlCharacters(String(info.message)); return info; }),
  align: make((info) => { info.message = '\\t' + info.message; return info; }),
  splat: make((info) => { const given = info[SPLAT] ?? []; if (given.length > 0 && /%[sdifjoOc]/.test(info.message)) info.message = util.format(info.message, ...given); return info; }),
  errors: make((info, options) => {
    if (info instanceof Error) { const made = Object.assign({}, info, { level: info.level, message: info.message, [LEVEL]: info[LEVEL] }); if (options.stack) made.stack = info.stack; return made; }
    if (info.message instanceof Error) { const error = info.message; info.message = error.message; if (options.stack) info.stack = error.stack; }
    return info;
  }),
  metadata: make((info) => { const metadata = rest(info, 'level', 'message'); for (const key of Object.keys(metadata)) delete info[key]; info.metadata = metadata; return info; }),
});
class Transport extends EventEmitter {
  constructor(options = {}) { super(); this.level = options.level; this.silent = options.silent; this.format = options.format; }
}
class Console extends Transport {
  constructor(options = {}) { super(options); this.name = 'console'; this.stderrLevels = options.stderrLevels ?? []; }
  log(info, done) { (this.stderrLevels.includes(info[LEVEL]) ? process.stderr : process.stdout).write(info[MESSAGE] + '\\n'); done?.(); }
}
class File extends Transport {
  constructor(options = {}) {
    super(options);
    this.name = 'file';
    this.filename = (options.dirname ? options.dirname + '/' : '') + options.filename;
    const folder = this.filename.replace(/[/]?[^/]*$/, '');
    if (folder !== '') fs.mkdirSync(folder, { recursive: true });
  }
  log(info, done) { fs.appendFileSync(this.filename, info[MESSAGE] + '\\n'); done?.(); }
}
class Logger extends EventEmitter {
  constructor(options = {}) { super(); this.configure(options); }
  configure({ level = 'info', levels = config.npm.levels, format: own = format.json(), transports = [], defaultMeta, silent = false } = {}) {
    Object.assign(this, { level, levels, format: own, defaultMeta, silent });
    this.transports = [transports].flat();
    for (const name of Object.keys(levels)) this[name] = (...given) => this._log(name, given);
  }
  add(transport) { this.transports.push(transport); return this; }
  remove(transport) { this.transports = this.transports.filter((each) => each !== transport); return this; }
  clear() { this.transports = []; return this; }
  isLevelEnabled(name) { return this.levels[name] <= this.levels[this.level]; }
  child(meta) { const made = Object.create(this); made.defaultMeta = { ...this.defaultMeta, ...meta }; for (const name of Object.keys(this.levels)) made[name] = (...given) => made._log(name, given); return made; }
  log(level, ...given) {
    if (typeof level === 'object') { const { level: name, message, ...more } = level; this._log(name, [message, more]); }
    else this._log(level, given);
    return this;
  }
  _log(level, [message, ...given]) {
    if (typeof given[given.length - 1] === 'function') given.pop();
    if (this.silent) return this;
    const [meta] = given;
    let info = { level, message, ...this.defaultMeta };
    if (message instanceof Error) { info = Object.assign({}, this.defaultMeta, message, { level, message: message.message, stack: message.stack }); }
    else if (message !== null && typeof message === 'object') info = { ...this.defaultMeta, ...message, level, message: message.message ?? message };
    if (meta !== null && typeof meta === 'object') {
      Object.assign(info, meta);
      if (meta.message) info.message = message + ' ' + meta.message;
      if (meta.stack) info.stack = meta.stack;
      info.level = level;
    }
    info[LEVEL] = level;
    info[SPLAT] = given;
    if (this.transports.length === 0) { process.stderr.write('[winston] Attempt to write logs with no transports, which can increase memory usage: ' + text(info) + '\\n'); return this; }
    const made = this.levels[level] <= this.levels[this.level] || this.transports.some((each) => each.level && this.levels[level] <= this.levels[each.level]) ? this.format.transform(info, this.format.options) : undefined;
    if (!made) return this;
    for (const transport of this.transports) {
      if (transport.silent || this.levels[level] > this.levels[transport.level ?? this.level]) continue;
      const own = transport.format ? transport.format.transform(Object.assign({}, made, { [LEVEL]: level, [SPLAT]: given, [MESSAGE]: made[MESSAGE] })) : made;
      if (own) transport.log({ ...own, [LEVEL]: level, [MESSAGE]: own[MESSAGE] ?? text(own) }, () => {});
    }
    this.emit('data', made);
    return this;
  }
  end() { process.nextTick(() => this.emit('finish')); return this; }
  close() { return this; }
}
const createLogger = (options) => new Logger(options);
const loggers = new Map();
module.exports = {
  createLogger, format, config, Logger, Transport,
  transports: { Console, File, Stream: Console },
  addColors: (colors) => Object.assign(config.npm.colors, colors),
  loggers: { get: (id, options) => { if (!loggers.has(id)) loggers.set(id, createLogger(options)); return loggers.get(id); }, add: (id, options) => { loggers.set(id, createLogger(options)); return loggers.get(id); } },
};
const own = createLogger();
for (const name of [...Object.keys(config.npm.levels), 'log', 'add', 'remove', 'clear', 'child', 'configure']) module.exports[name] = (...given) => own[name](...given);
`,
};
