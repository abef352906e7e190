/** The package morgan, as far as it is documented. */
export const morganPackage: Readonly<Record<string, string>> = {
  'npm:morgan': `
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value) => String(value).padStart(2, '0');
const clf = (date) => two(date.getUTCDate()) + '/' + MONTHS[date.getUTCMonth()] + '/' + date.getUTCFullYear() + ':' + two(date.getUTCHours()) + ':' + two(date.getUTCMinutes()) + ':' + two(date.getUTCSeconds()) + ' +0000';
const tokens = {
  'remote-addr': (req) => req.ip ?? req.socket.remoteAddress,
  'remote-user': () => undefined,
  method: (req) => req.method,
  url: (req) => req.originalUrl ?? req.url,
  'http-version': (req) => req.httpVersion,
  status: (req, res) => res.headersSent ? String(res.statusCode) : undefined,
  referrer: (req) => req.headers.referer ?? req.headers.referrer,
  'user-agent': (req) => req.headers['user-agent'],
  'response-time': (req, res, digits) => (res._took ?? 0).toFixed(digits === undefined ? 3 : Number(digits)),
  'total-time': (req, res) => (res._took ?? 0).toFixed(3),
  date: (req, res, form) => form === 'iso' ? new Date().toISOString() : form === 'web' ? new Date().toUTCString() : clf(new Date()),
  res: (req, res, name) => res.getHeader(name),
  req: (req, res, name) => req.headers[name.toLowerCase()],
};
const FORMATS = {
  combined: ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length] ":referrer" ":user-agent"',
  common: ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length]',
  short: ':remote-addr :remote-user :method :url HTTP/:http-version :status :res[content-length] - :response-time ms',
  tiny: ':method :url :status :res[content-length] - :response-time ms',
};
const line = (format, req, res) => format.replace(/:([-\\w]{2,})(?:\\[([^\\]]+)\\])?/g, (all, name, argument) => { const value = tokens[name] ? tokens[name](req, res, argument) : undefined; return value === undefined ? '-' : String(value); });
const dev = (req, res) => { const status = res.statusCode; const color = status >= 500 ? 31 : status >= 400 ? 33 : status >= 300 ? 36 : status >= 200 ? 32 : 0; return line('\\u001b[0m:method :url \\u001b[' + color + 'm:status\\u001b[0m :response-time ms - :res[content-length]\\u001b[0m', req, res); };
const morgan = (format = 'combined', options = {}) => (req, res, next) => {
  const started = process.uptime();
  const log = () => {
    if (options.skip && options.skip(req, res)) return;
    const text = typeof format === 'function' ? format(morgan, req, res) : format === 'dev' ? dev(req, res) : line(FORMATS[format] ?? format, req, res);
    if (text === undefined || text === null) return;
    (options.stream ?? process.stdout).write(text + '\\n');
  };
  const earlier = res._onHead;
  res._onHead = () => { if (earlier) earlier(); res._took = (process.uptime() - started) * 1000 + 0.5 + Math.random(); };
  if (options.immediate) log(); else res.on('finish', log);
  next();
};
morgan.token = (name, run) => { tokens[name] = run; return morgan; };
morgan.format = (name, format) => { FORMATS[name] = format; return morgan; };
for (const name of Object.keys(tokens)) morgan[name] = tokens[name];
module.exports = morgan;`,
};
