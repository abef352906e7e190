/** Small packages that courses use, each as far as it is documented. */
export const smallPackages: Readonly<Record<string, string>> = {
  'npm:body-parser': `const { json, urlencoded, text, raw } = $builtin('npm:express'); module.exports = { json, urlencoded, text, raw };`,
  'npm:cors': `
module.exports = (options = {}) => (req, res, next) => {
  const origin = options.origin ?? '*';
  const asked = req.headers.origin;
  const allowed = typeof origin === 'function' ? undefined : [origin].flat();
  const finish = (value) => {
    if (value === '*' || value === true && !asked) res.setHeader('Access-Control-Allow-Origin', value === true ? '*' : '*');
    else if (value) { if (value !== true || asked) res.setHeader('Access-Control-Allow-Origin', value === true ? asked : value); res.setHeader('Vary', 'Origin'); }
    if (options.credentials) res.setHeader('Access-Control-Allow-Credentials', 'true');
    if (options.exposedHeaders) res.setHeader('Access-Control-Expose-Headers', [options.exposedHeaders].flat().join(','));
    if (req.method !== 'OPTIONS' || options.preflightContinue) { next(); return; }
    res.setHeader('Access-Control-Allow-Methods', [options.methods ?? 'GET,HEAD,PUT,PATCH,POST,DELETE'].flat().join(','));
    const headers = options.allowedHeaders ? [options.allowedHeaders].flat().join(',') : req.headers['access-control-request-headers'];
    if (headers) res.setHeader('Access-Control-Allow-Headers', headers);
    if (options.maxAge !== undefined) res.setHeader('Access-Control-Max-Age', String(options.maxAge));
    res.statusCode = options.optionsSuccessStatus ?? 204;
    res.setHeader('Content-Length', '0');
    res.end();
  };
  if (typeof origin === 'function') { origin(asked, (error, value) => error ? next(error) : finish(value)); return; }
  if (origin === '*' || origin === true) finish(origin);
  else if (typeof origin === 'string') finish(origin);
  else finish(allowed.some((each) => each instanceof RegExp ? each.test(asked ?? '') : each === asked) ? asked : false);
};`,
  'npm:cookie-parser': `
module.exports = () => (req, res, next) => {
  req.cookies = Object.create(null);
  for (const part of (req.headers.cookie ?? '').split(';')) { const at = part.indexOf('='); if (at > 0) { const value = part.slice(at + 1).trim(); req.cookies[part.slice(0, at).trim()] = value.startsWith('j%3A') ? JSON.parse(decodeURIComponent(value).slice(2)) : decodeURIComponent(value); } }
  next();
};`,
  'npm:cross-env': `module.exports = () => { throw new Error('cross-env is used from a script'); };`,
  'npm:dotenv': `
const fs = require('fs');
const path = require('path');
const parse = (text) => {
  const made = {};
  for (const line of String(text).split(/\\r?\\n/)) {
    const found = /^\\s*(?:export\\s+)?([\\w.-]+)\\s*[=:]\\s*(.*)$/.exec(line);
    if (!found) continue;
    let value = found[2].trim();
    const quote = value[0];
    if ((quote === '"' || quote === "'" || quote === '\`') && value.indexOf(quote, 1) > 0) { value = value.slice(1, value.indexOf(quote, 1)); if (quote === '"') value = value.replaceAll('\\\\n', '\\n'); }
    else { const hash = value.indexOf('#'); if (hash >= 0) value = value.slice(0, hash).trim(); }
    made[found[1]] = value;
  }
  return made;
};
const config = (options = {}) => {
  const file = options.path ?? path.resolve('.env');
  let parsed = {};
  let error;
  try { parsed = parse(fs.readFileSync(file, 'utf8')); } catch (caught) { error = caught; }
  let count = 0;
  for (const key of Object.keys(parsed)) { if (!(key in process.env) || options.override) process.env[key] = parsed[key]; count++; }
  const version = $packages.version('dotenv') ?? '16.0.0';
  if (Number(version.split('.')[0]) >= 17 && !options.quiet) console.log('[dotenv@' + version + '] injecting env (' + count + ') from ' + path.relative(process.cwd(), file));
  return error ? { parsed, error } : { parsed };
};
module.exports = { config, parse };`,
  'npm:dotenv/config': `$builtin('npm:dotenv').config();`,
  'npm:ejs': `throw new Error('ejs makes functions from templates, which is not part of the simulation');`,
  'npm:helmet': `
const HEADERS = { 'Content-Security-Policy': "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests", 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin', 'Origin-Agent-Cluster': '?1', 'Referrer-Policy': 'no-referrer', 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains', 'X-Content-Type-Options': 'nosniff', 'X-DNS-Prefetch-Control': 'off', 'X-Download-Options': 'noopen', 'X-Frame-Options': 'SAMEORIGIN', 'X-Permitted-Cross-Domain-Policies': 'none', 'X-XSS-Protection': '0' };
module.exports = (options = {}) => (req, res, next) => { for (const name of Object.keys(HEADERS)) if (!(name === 'Content-Security-Policy' && options.contentSecurityPolicy === false)) res.setHeader(name, HEADERS[name]); res.removeHeader('X-Powered-By'); next(); };
module.exports.default = module.exports;`,
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
  res._onHead = () => { res._took = (process.uptime() - started) * 1000 + 0.5 + Math.random(); };
  if (options.immediate) log(); else res.on('finish', log);
  next();
};
morgan.token = (name, run) => { tokens[name] = run; return morgan; };
morgan.format = (name, format) => { FORMATS[name] = format; return morgan; };
for (const name of Object.keys(tokens)) morgan[name] = tokens[name];
module.exports = morgan;`,
  'npm:node-fetch': `module.exports = $builtin('fetch');`,
  'npm:nodemon/bin/nodemon.js': `
const path = require('path');
const fs = require('fs');
const words = process.argv.slice(2);
const named = words.find((word) => !word.startsWith('-') && /\\.[cm]?js$|^[^-]/.test(word) && fs.existsSync(path.extname(word) ? word : word + '.js'));
const described = fs.existsSync('package.json') ? JSON.parse(fs.readFileSync('package.json', 'utf8')) : {};
const script = named ?? described.main ?? 'index.js';
const say = (color, text) => console.log(process.stdout.isTTY ? '\\u001b[' + color + 'm[nodemon] ' + text + '\\u001b[39m' : '[nodemon] ' + text);
say(33, $packages.version('nodemon') ?? '3.1.10');
say(33, 'to restart at any time, enter \`rs\`');
say(33, 'watching path(s): *.*');
say(33, 'watching extensions: js,mjs,cjs,json');
say(32, 'starting \`node ' + script + '\`');
const file = path.resolve(path.extname(script) ? script : script + '.js');
process.argv = [process.argv[0], file, ...words.slice(words.indexOf(named) + 1)];
process.on('exit', (code) => { if (code === 0) say(32, 'clean exit - waiting for changes before restart'); else say(31, 'app crashed - waiting for file changes before starting...'); });
if ($modules.isModule(file)) $loader.$importFile(file); else $loader.$run(file, undefined);`,
  'npm:uuid': `
exports.v4 = () => $crypto.uuid();
exports.v1 = exports.v6 = exports.v7 = () => { const text = Date.now().toString(16).padStart(12, '0'); const uuid = $crypto.uuid(); return text.slice(0, 8) + '-' + text.slice(8) + '-7' + uuid.slice(15); };
exports.NIL = '00000000-0000-0000-0000-000000000000';
exports.validate = (text) => typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-8][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(text);
exports.version = (text) => parseInt(text[14], 16);`,
};
