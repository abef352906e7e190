/** The express package: routing, middleware, bodies, files, and what it puts onto requests and responses. */
export const expressSource = `
const http = require('http');
const path = require('path');
const fs = require('fs');
const querystring = require('querystring');
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const TYPES = { html: 'text/html', htm: 'text/html', css: 'text/css', js: 'text/javascript', mjs: 'text/javascript', json: 'application/json', txt: 'text/plain', text: 'text/plain', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', ico: 'image/x-icon', webp: 'image/webp', pdf: 'application/pdf', xml: 'application/xml', csv: 'text/csv', md: 'text/markdown', map: 'application/json', woff2: 'font/woff2', bin: 'application/octet-stream', form: 'application/x-www-form-urlencoded' };
const mime = (name) => name.includes('/') ? name : TYPES[name.replace(/^\\./, '')] ?? 'application/octet-stream';
const withCharset = (type) => /charset/.test(type) || !/^text\\/|javascript|json/.test(type) ? type : type + '; charset=utf-8';
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

const matcher = (pattern, end, options) => {
  if (pattern instanceof RegExp) return (text) => { const found = pattern.exec(text); return found ? { params: { ...found.slice(1) }, matched: found[0] } : undefined; };
  if (Array.isArray(pattern)) { const all = pattern.map((each) => matcher(each, end, options)); return (text) => { for (const each of all) { const found = each(text); if (found) return found; } return undefined; }; }
  const names = [];
  let source = '';
  let rest = pattern.replace(/\\/+$/, '');
  while (rest !== '') {
    let found;
    if (found = /^\\/?:(\\w+)(\\([^)]*\\))?([?*+])?/.exec(rest)) {
      names.push(found[1]);
      const part = found[2] ?? (found[3] === '*' || found[3] === '+' ? '(.+)' : '([^/]+?)');
      const slash = found[0].startsWith('/') ? '/' : '';
      source += found[3] === '?' ? '(?:' + slash + part + ')?' : slash + part;
    } else if (found = /^\\{(\\/?):(\\w+)\\}/.exec(rest)) { names.push(found[2]); source += '(?:' + found[1] + '([^/]+?))?'; }
    else if (found = /^\\*(\\w+)?/.exec(rest)) { names.push(found[1] ?? String(names.filter((each) => /^\\d+$/.test(each)).length)); source += '(.*)'; }
    else { found = [rest[0]]; source += rest[0].replace(/[.*+?^$|()[\\]\\\\{}]/g, '\\\\$&'); }
    rest = rest.slice(found[0].length);
  }
  const expression = new RegExp('^' + source + (end ? options.strict ? '$' : '\\\\/?$' : '(?:/|$)'), options.sensitive ? '' : 'i');
  return (text) => {
    const found = expression.exec(text);
    if (!found) return undefined;
    const params = {};
    for (const [index, name] of names.entries()) if (found[index + 1] !== undefined) params[name] = decode(found[index + 1]);
    return { params, matched: found[0].replace(/\\/$/, '') };
  };
};
const decode = (text) => {
  try { return decodeURIComponent(text); }
  catch { throw httpError(400, "Failed to decode param '" + text + "'"); }
};
const httpError = (status, message, extra) => {
  const error = new Error(message);
  error.status = error.statusCode = status;
  error.expose = status < 500;
  return Object.assign(error, extra);
};
const flat = (handlers) => {
  const all = handlers.flat(Infinity);
  for (const each of all) if (typeof each !== 'function') throw new TypeError('argument handler must be a function');
  return all;
};

function Route(pathname) { this.path = pathname; this.stack = []; this.methods = {}; }
for (const method of [...METHODS, 'all']) {
  Route.prototype[method] = function (...handlers) {
    const all = flat(handlers);
    if (all.length === 0) throw new Error('Route.' + method + '() requires a callback function but got a [object Undefined]');
    if (method === 'all') this.methods._all = true; else this.methods[method] = true;
    for (const handle of all) this.stack.push({ method, handle });
    return this;
  };
}

const makeRouter = (options = {}) => {
  const router = (req, res, next) => router.handle(req, res, next);
  router.stack = [];
  router.parameters = {};
  router.handle = (req, res, done) => {
    const parentUrl = req.baseUrl ?? '';
    const parentParams = req.params;
    let index = 0;
    const allowed = new Set();
    const restore = () => { req.baseUrl = parentUrl; req.params = parentParams; };
    const next = (problem) => {
      if (problem === 'router' || problem === 'route' && index >= router.stack.length) { restore(); return done(); }
      const failure = problem === 'route' ? undefined : problem;
      const where = pathOf(req.url);
      let layer;
      let match;
      while (index < router.stack.length) {
        layer = router.stack[index++];
        try { match = layer.match(where); } catch (error) { return done(error); }
        if (!match) continue;
        if (layer.route) {
          if (failure) { match = undefined; continue; }
          const method = req.method.toLowerCase();
          const serves = layer.route.methods._all || layer.route.methods[method] || (method === 'head' && layer.route.methods.get);
          if (!serves) { for (const each of Object.keys(layer.route.methods)) allowed.add(each.toUpperCase()); match = undefined; continue; }
        } else if (failure ? layer.handle.length !== 4 : layer.handle.length > 3) { match = undefined; continue; }
        break;
      }
      if (!match) {
        restore();
        if (!failure && req.method === 'OPTIONS' && allowed.size > 0) { const list = [...allowed, ...(allowed.has('GET') ? ['HEAD'] : [])].join(', '); res.set('Allow', list); res.send(list); return undefined; }
        return done(failure);
      }
      req.params = options.mergeParams ? { ...parentParams, ...match.params } : match.params;
      if (layer.route) { req.route = layer.route; return processParams(req, res, match.params, (error) => error ? next(error) : runRoute(layer.route, req, res, next)); }
      const url = req.url;
      if (match.matched !== '') {
        req.baseUrl = parentUrl + match.matched;
        const rest = url.slice(match.matched.length);
        req.url = rest.startsWith('/') ? rest : '/' + rest;
      }
      const forward = (error) => { req.url = url; req.baseUrl = parentUrl; next(error); };
      return processParams(req, res, match.params, (error) => error ? forward(error) : failure ? call(layer.handle, [failure, req, res, forward], forward) : call(layer.handle, [req, res, forward], forward));
    };
    next();
  };
  const processParams = (req, res, params, done) => {
    const waiting = Object.keys(params).filter((name) => router.parameters[name]).flatMap((name) => router.parameters[name].map((each) => [name, each]));
    const step = (error) => {
      const following = waiting.shift();
      if (error || !following) return done(error);
      return call(following[1], [req, res, step, params[following[0]], following[0]], step);
    };
    step();
  };
  router.param = (name, handler) => { (router.parameters[name] ??= []).push(handler); return router; };
  router.use = (...given) => {
    const first = given[0];
    const hasPath = typeof first === 'string' || first instanceof RegExp || (Array.isArray(first) && typeof first[0] !== 'function');
    const where = hasPath ? given.shift() : '/';
    const handlers = given.flat(Infinity);
    if (handlers.length === 0) throw new TypeError('Router.use() requires a middleware function');
    for (const handle of handlers) {
      if (typeof handle !== 'function') throw new TypeError('Router.use() requires a middleware function but got a ' + (handle === undefined ? 'undefined' : handle === null ? 'null' : handle.constructor ? handle.constructor.name : typeof handle));
      router.stack.push({ match: where === '/' ? () => ({ params: {}, matched: '' }) : matcher(where, false, options), handle, path: where });
    }
    return router;
  };
  router.route = (pathname) => {
    const route = new Route(pathname);
    router.stack.push({ match: matcher(pathname, true, options), route, path: pathname });
    return route;
  };
  for (const method of [...METHODS, 'all']) router[method] = (pathname, ...handlers) => { router.route(pathname)[method](...handlers); return router; };
  return router;
};
const runRoute = (route, req, res, done) => {
  const method = req.method === 'HEAD' && !route.methods.head ? 'get' : req.method.toLowerCase();
  let index = 0;
  const next = (problem) => {
    if (problem === 'route') return done();
    if (problem === 'router') return done('router');
    while (index < route.stack.length) {
      const layer = route.stack[index++];
      if (layer.method !== method && layer.method !== 'all') continue;
      if (problem ? layer.handle.length !== 4 : layer.handle.length > 3) continue;
      return call(layer.handle, problem ? [problem, req, res, next] : [req, res, next], next);
    }
    return done(problem);
  };
  next();
};
const call = (handle, args, next) => {
  let value;
  try { value = handle(...args); } catch (error) { return next(error ?? new Error('Rejected promise')); }
  if (value instanceof Promise) value.then(undefined, (error) => next(error ?? new Error('Rejected promise')));
  return undefined;
};
const pathOf = (url) => { const at = url.indexOf('?'); return at < 0 ? url : url.slice(0, at); };

const request = {
  get(name) { const key = name.toLowerCase(); return key === 'referer' || key === 'referrer' ? this.headers.referrer ?? this.headers.referer : this.headers[key]; },
  header(name) { return this.get(name); },
  is(...types) { const type = (this.headers['content-type'] ?? '').split(';')[0]; return types.flat().find((each) => each.includes('*') ? type.startsWith(each.split('*')[0]) : mime(each) === type || each === type) ?? false; },
  accepts(...types) {
    const wanted = this.headers.accept;
    const all = types.flat();
    if (all.length === 0) return wanted ? wanted.split(',').map((each) => each.split(';')[0].trim()) : ['*/*'];
    if (!wanted) return all[0];
    for (const each of wanted.split(',').map((part) => part.split(';')[0].trim())) { const found = all.find((type) => each === '*/*' || mime(type) === each || (each.endsWith('/*') && mime(type).startsWith(each.slice(0, -1)))); if (found) return found; }
    return false;
  },
};
const getters = {
  path() { return pathOf(this.url); },
  protocol() { const forwarded = this.headers['x-forwarded-proto']; return forwarded && this.app.get('trust proxy') ? forwarded.split(',')[0].trim() : 'http'; },
  secure() { return this.protocol === 'https'; },
  ip() { const forwarded = this.headers['x-forwarded-for']; return forwarded && this.app.get('trust proxy') ? forwarded.split(',')[0].trim() : this.socket.remoteAddress; },
  hostname() { return (this.headers.host ?? '').replace(/:\\d+$/, ''); },
  host() { return this.headers.host; },
  xhr() { return (this.headers['x-requested-with'] ?? '').toLowerCase() === 'xmlhttprequest'; },
  query() { return this._query ??= parseQuery(this.url, this.app.get('query parser')); },
  fresh() { return freshness(this, this.res); },
};
const parseQuery = (url, kind) => {
  const at = url.indexOf('?');
  const text = at < 0 ? '' : url.slice(at + 1);
  return nested(querystring.parse(text), kind === 'extended');
};
const nested = (flatQuery, extended) => {
  const made = {};
  for (const key of Object.keys(flatQuery)) {
    const parts = extended ? [...key.matchAll(/^[^[\\]]+|\\[([^[\\]]*)\\]/g)].map((each) => each[1] ?? each[0]) : [key];
    if (parts.some((part) => part === '__proto__')) continue;
    let at = made;
    parts.forEach((part, index) => {
      if (index === parts.length - 1) { if (part === '' && Array.isArray(at)) at.push(...[flatQuery[key]].flat()); else at[part] = flatQuery[key]; }
      else at = at[part] ??= parts[index + 1] === '' || /^\\d+$/.test(parts[index + 1]) ? [] : {};
    });
  }
  return made;
};
const freshness = (req, res) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  if (res.statusCode < 200 || (res.statusCode >= 300 && res.statusCode !== 304)) return false;
  const wanted = req.headers['if-none-match'];
  const tag = res.getHeader('ETag');
  return Boolean(wanted && tag && (wanted === '*' || wanted.split(/\\s*,\\s*/).some((each) => each.replace(/^W\\//, '') === String(tag).replace(/^W\\//, ''))));
};
const etag = (bytes, weak = true) => (weak ? 'W/' : '') + '"' + bytes.length.toString(16) + '-' + (bytes.length === 0 ? '2jmj7l5rSw0yVb/vlWAYkK/YBwk' : $crypto.digest('sha1', bytes).toString('base64').slice(0, 27)) + '"';

const response = {
  status(code) {
    if (!Number.isInteger(code)) throw new TypeError('Invalid status code: ' + JSON.stringify(code) + '. Status code must be an integer.');
    if (code < 100 || code > 999) throw new RangeError('Invalid status code: ' + JSON.stringify(code) + '. Status code must be greater than 99 and less than 1000.');
    this.statusCode = code;
    return this;
  },
  set(name, value) {
    if (typeof name === 'object') { for (const key of Object.keys(name)) this.set(key, name[key]); return this; }
    let made = Array.isArray(value) ? value.map(String) : String(value);
    if (name.toLowerCase() === 'content-type') made = withCharset(made);
    this.setHeader(name, made);
    return this;
  },
  get(name) { return this.getHeader(name); },
  append(name, value) { const known = this.get(name); return this.set(name, known ? [known, value].flat() : value); },
  vary(name) { const known = this.get('Vary'); if (!known || !String(known).toLowerCase().split(/, */).includes(name.toLowerCase())) this.set('Vary', known ? known + ', ' + name : name); return this; },
  type(name) { return this.set('Content-Type', name.includes('/') ? name : mime(name)); },
  send(body) {
    if (typeof body === 'number' || typeof body === 'boolean' || (typeof body === 'object' && body !== null && !(body instanceof Uint8Array))) return this.json(body);
    let bytes;
    if (body === undefined || body === null) bytes = Buffer.alloc(0);
    else if (typeof body === 'string') { if (!this.get('Content-Type')) this.type('html'); bytes = Buffer.from(body); }
    else { if (!this.get('Content-Type')) this.type('bin'); bytes = body; }
    if (body !== undefined || this.statusCode !== 204) this.set('Content-Length', bytes.length);
    const known = this.get('Content-Type');
    if (typeof body === 'string' && typeof known === 'string' && !/charset/.test(known) && /^text|json|javascript/.test(known)) this.setHeader('Content-Type', known + '; charset=utf-8');
    if (!this.get('ETag') && this.app.enabled('etag') && bytes.length >= 0 && body !== undefined) this.set('ETag', etag(bytes));
    if (freshness(this.req, this)) this.statusCode = 304;
    if (this.statusCode === 204 || this.statusCode === 304) { for (const name of ['Content-Type', 'Content-Length', 'Transfer-Encoding']) this.removeHeader(name); this.end(); return this; }
    if (this.req.method === 'HEAD') this.end(); else this.end(bytes);
    return this;
  },
  json(value) {
    const text = JSON.stringify(value, this.app.get('json replacer'), this.app.get('json spaces'));
    if (!this.get('Content-Type')) this.set('Content-Type', 'application/json');
    return this.send(text);
  },
  jsonp(value) { return this.json(value); },
  sendStatus(code) { this.statusCode = code; this.type('txt'); return this.send(http.STATUS_CODES[code] ?? String(code)); },
  redirect(...given) {
    const to = given.pop();
    const status = given[0] ?? 302;
    this.location(to);
    const words = http.STATUS_CODES[status] + '. Redirecting to ';
    this.statusCode = status;
    const html = this.req.accepts('text', 'html') === 'html';
    this.type(html ? 'html' : 'text');
    const body = html ? '<p>' + words + escape(this.get('Location')) + '</p>' : words + this.get('Location');
    this.set('Content-Length', Buffer.byteLength(body));
    if (this.req.method === 'HEAD') this.end(); else this.end(body);
  },
  location(to) { this.set('Location', to === 'back' ? this.req.get('Referrer') ?? '/' : encodeURI(decodeURISafe(to))); return this; },
  cookie(name, value, options = {}) {
    const text = typeof value === 'object' ? 'j:' + JSON.stringify(value) : String(value);
    let made = name + '=' + encodeURIComponent(text);
    if (options.maxAge !== undefined) made += '; Max-Age=' + Math.floor(options.maxAge / 1000);
    if (options.domain) made += '; Domain=' + options.domain;
    made += '; Path=' + (options.path ?? '/');
    const expires = options.expires ?? (options.maxAge !== undefined ? new Date(Date.now() + options.maxAge) : undefined);
    if (expires) made += '; Expires=' + expires.toUTCString();
    if (options.httpOnly) made += '; HttpOnly';
    if (options.secure) made += '; Secure';
    if (options.sameSite) made += '; SameSite=' + (options.sameSite === true ? 'Strict' : options.sameSite[0].toUpperCase() + options.sameSite.slice(1));
    return this.append('Set-Cookie', made);
  },
  clearCookie(name, options) { return this.cookie(name, '', { ...options, expires: new Date(1), maxAge: undefined }); },
  attachment(name) { if (name) this.type(path.extname(name)); this.set('Content-Disposition', name ? 'attachment; filename="' + path.basename(name) + '"' : 'attachment'); return this; },
  download(file, name, done) { this.attachment(typeof name === 'string' ? name : file); return this.sendFile(path.resolve(file), typeof name === 'function' ? name : done); },
  sendFile(file, options, done) {
    if (typeof options === 'function') { done = options; options = undefined; }
    if (!file) throw new TypeError('path argument is required to res.sendFile');
    if (!(options && options.root) && !path.isAbsolute(file)) throw new TypeError('path must be absolute or specify root to res.sendFile');
    const full = options && options.root ? path.join(options.root, file) : file;
    const fail = (error) => { if (done) done(error); else this.req.next(error); };
    if (options && options.headers) this.set(options.headers);
    if (!deliver(this.req, this, full, fail)) return;
    if (done) this.once('finish', () => done());
  },
  format(table) { const type = this.req.accepts(Object.keys(table).filter((each) => each !== 'default')); if (type) { this.type(type); table[type](this.req, this, this.req.next); } else if (table.default) table.default(this.req, this); else this.req.next(httpError(406, 'Not Acceptable')); return this; },
  render(name, locals, done) {
    const values = { ...this.app.locals, ...this.locals, ...(typeof locals === 'object' ? locals : {}) };
    this.app.render(name, values, (error, text) => { if (typeof done === 'function') done(error, text); else if (error) this.req.next(error); else this.send(text); });
  },
};
response.header = response.set;
response.contentType = response.type;
const decodeURISafe = (text) => { try { return decodeURI(text); } catch { return text; } };
const deliver = (req, res, full, fail, options = {}) => {
  let stat;
  try { stat = fs.statSync(full); } catch (error) { fail(Object.assign(error, { status: error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 404 : 500, statusCode: error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 404 : 500, expose: false })); return false; }
  if (stat.isDirectory()) { fail(httpError(404, 'EISDIR, read')); return false; }
  const bytes = fs.readFileSync(full);
  if (!res.get('Accept-Ranges')) res.setHeader('Accept-Ranges', 'bytes');
  if (!res.get('Cache-Control')) res.setHeader('Cache-Control', 'public, max-age=' + Math.floor((options.maxAge ?? 0) / 1000));
  if (!res.get('Last-Modified')) res.setHeader('Last-Modified', stat.mtime.toUTCString());
  if (!res.get('ETag')) res.setHeader('ETag', 'W/"' + stat.size.toString(16) + '-' + Math.floor(stat.mtimeMs).toString(16) + '"');
  if (!res.get('Content-Type')) res.setHeader('Content-Type', withCharset(mime(path.extname(full) || 'bin')));
  const since = req.headers['if-modified-since'];
  if (freshness(req, res) || (since && !req.headers['if-none-match'] && Date.parse(since) >= Math.floor(stat.mtimeMs / 1000) * 1000)) {
    res.statusCode = 304;
    for (const name of ['Content-Type', 'Content-Length']) res.removeHeader(name);
    res.end();
    return true;
  }
  const range = /^bytes=(\\d*)-(\\d*)$/.exec(req.headers.range ?? '');
  let body = bytes;
  if (range && (range[1] !== '' || range[2] !== '')) {
    const from = range[1] === '' ? Math.max(0, bytes.length - Number(range[2])) : Number(range[1]);
    const to = range[1] === '' || range[2] === '' ? bytes.length - 1 : Math.min(Number(range[2]), bytes.length - 1);
    if (from > to || from >= bytes.length) { res.set('Content-Range', 'bytes */' + bytes.length); fail(httpError(416, 'Range Not Satisfiable')); return false; }
    res.statusCode = 206;
    res.setHeader('Content-Range', 'bytes ' + from + '-' + to + '/' + bytes.length);
    body = bytes.slice(from, to + 1);
  }
  res.setHeader('Content-Length', body.length);
  if (req.method === 'HEAD') res.end(); else res.end(body);
  return true;
};

const finalHandler = (req, res) => (error) => {
  const env = process.env.NODE_ENV || 'development';
  let status = 404;
  let message = 'Cannot ' + req.method + ' ' + escape(encodeURI(decodeURISafe(pathOf(req.originalUrl ?? req.url))));
  if (error) {
    status = error.status >= 400 && error.status < 600 ? error.status : error.statusCode >= 400 && error.statusCode < 600 ? error.statusCode : res.statusCode >= 400 ? res.statusCode : 500;
    message = env === 'production' ? http.STATUS_CODES[status] : escape(error.stack || String(error)).replaceAll('\\n', '<br>').replaceAll('  ', ' &nbsp;');
    if (env !== 'test') console.error(error.stack || String(error));
  }
  if (res.headersSent) { req.socket.destroy(); return; }
  const body = '<!DOCTYPE html>\\n<html lang="en">\\n<head>\\n<meta charset="utf-8">\\n<title>Error</title>\\n</head>\\n<body>\\n<pre>' + message + '</pre>\\n</body>\\n</html>\\n';
  for (const name of ['Content-Encoding', 'Content-Language', 'Content-Range', 'ETag', 'Last-Modified']) res.removeHeader(name);
  res.statusCode = status;
  res.statusMessage = http.STATUS_CODES[status];
  res.setHeader('Content-Security-Policy', "default-src 'none'");
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  if (req.method === 'HEAD') res.end(); else res.end(body);
};

const prepare = (app, req, res) => {
  if (req._prepared) { req.app = app; res.app = app; return; }
  Object.defineProperty(req, '_prepared', { value: true, enumerable: false });
  Object.assign(req, request);
  for (const name of Object.keys(getters)) Object.defineProperty(req, name, { get: getters[name], set(value) { Object.defineProperty(req, name, { value, writable: true, configurable: true }); }, configurable: true, enumerable: false });
  Object.assign(res, response);
  req.app = res.app = app;
  req.res = res;
  res.req = req;
  req.originalUrl = req.url;
  req.baseUrl = '';
  req.params = {};
  res.locals = Object.create(null);
};

const createApplication = () => {
  const app = (req, res, next) => app.handle(req, res, next);
  const settings = { 'x-powered-by': true, etag: 'weak', env: process.env.NODE_ENV || 'development', 'query parser': MAJOR >= 5 ? 'simple' : 'extended', 'trust proxy': false, views: path.resolve('views') };
  const router = makeRouter();
  const engines = {};
  app.settings = settings;
  app.locals = Object.create(null);
  app.locals.settings = settings;
  app.mountpath = '/';
  app.router = router;
  app._router = router;
  app.handle = (req, res, done) => {
    prepare(app, req, res);
    if (app.enabled('x-powered-by')) res.setHeader('X-Powered-By', 'Express');
    const finish = done ?? finalHandler(req, res);
    req.next = finish;
    router.handle(req, res, finish);
  };
  app.set = (name, ...value) => { if (value.length === 0) return settings[name]; settings[name] = value[0]; return app; };
  app.enabled = (name) => Boolean(settings[name]);
  app.disabled = (name) => !settings[name];
  app.enable = (name) => app.set(name, true);
  app.disable = (name) => app.set(name, false);
  app.use = (...given) => {
    for (const each of given.flat(Infinity)) if (typeof each === 'function' && each.handle && each.settings) { each.mountpath = typeof given[0] === 'string' ? given[0] : '/'; each.parent = app; }
    if (given.flat(Infinity).length === 0 || (given.length === 1 && typeof given[0] === 'string')) throw new TypeError('app.use() requires a middleware function');
    router.use(...given);
    return app;
  };
  app.route = (pathname) => router.route(pathname);
  app.param = (name, handler) => { router.param(name, handler); return app; };
  for (const method of METHODS) app[method] = (pathname, ...handlers) => method === 'get' && handlers.length === 0 ? settings[pathname] : (router[method](pathname, ...handlers), app);
  app.all = (pathname, ...handlers) => { router.all(pathname, ...handlers); return app; };
  app.del = app.delete;
  app.engine = (extension, run) => { engines[extension.replace(/^\\./, '')] = run; return app; };
  app.render = (name, values, done) => {
    const extension = path.extname(name).slice(1) || settings['view engine'];
    if (!extension) throw new Error('No default engine was specified and no extension was provided.');
    const file = path.join(settings.views, path.extname(name) ? name : name + '.' + extension);
    if (!fs.existsSync(file)) return done(new Error('Failed to lookup view "' + name + '" in views directory "' + settings.views + '"'));
    const run = engines[extension] ?? ($loader.$load(extension, { filename: path.resolve('index.js') }).__express);
    if (!run) return done(new Error('the view engine ' + extension + ' is not part of the simulation'));
    return run(file, values, done);
  };
  app.listen = (...given) => {
    const server = http.createServer(app);
    const last = given[given.length - 1];
    if (MAJOR >= 5 && typeof last === 'function') { let told = false; server.once('error', (error) => { if (!told) { told = true; last(error); } }); server.once('listening', () => { told = true; }); }
    return server.listen(...given);
  };
  return app;
};

const limitOf = (limit) => typeof limit === 'number' ? limit : ((found) => found ? Number(found[1]) * ({ kb: 1024, mb: 1048576, gb: 1073741824 }[found[2]] ?? 1) : 102400)(/^([\\d.]+) *(kb|mb|gb|b)?$/i.exec(limit ?? '100kb'));
const bodyParser = (types, parse, empty) => (options = {}) => function parser(req, res, next) {
  if (req._body || !('content-length' in req.headers || 'transfer-encoding' in req.headers)) { if (MAJOR < 5) req.body = req.body || {}; next(); return; }
  const type = options.type ?? types;
  const given = (req.headers['content-type'] ?? '').split(';')[0].trim();
  const fits = typeof type === 'function' ? type(req) : [type].flat().some((each) => each === '*/*' || each === given || (each.startsWith('+') && given.endsWith(each)));
  if (!fits) { if (MAJOR < 5) req.body = req.body || {}; next(); return; }
  const parts = [];
  req.on('data', (data) => parts.push(data));
  req.on('error', next);
  req.on('end', () => {
    const bytes = Buffer.concat(parts);
    if (bytes.length > limitOf(options.limit)) { next(httpError(413, 'request entity too large', { expected: bytes.length, length: bytes.length, limit: limitOf(options.limit), type: 'entity.too.large' })); return; }
    try {
      if (options.verify) options.verify(req, res, bytes);
      req.body = bytes.length === 0 && empty !== undefined ? empty() : parse(bytes, options);
      req._body = true;
    } catch (error) { next(Object.assign(error, { status: 400, statusCode: 400, expose: true, body: bytes.toString(), type: 'entity.parse.failed' })); return; }
    next();
  });
};
const json = bodyParser(['application/json'], (bytes, options) => {
  const text = bytes.toString();
  if (options.strict !== false && !/^\\s*[[{]/.test(text)) JSON.parse(text.trim() === '' ? text : '#' + text);
  return JSON.parse(text, options.reviver);
}, () => ({}));
const urlencoded = bodyParser(['application/x-www-form-urlencoded'], (bytes, options) => nested(querystring.parse(bytes.toString()), options.extended ?? MAJOR < 5), () => ({}));
const text = bodyParser(['text/plain'], (bytes) => bytes.toString());
const raw = bodyParser(['application/octet-stream'], (bytes) => bytes);

const serveStatic = (root, options = {}) => {
  if (!root) throw new TypeError('root path required');
  const base = path.resolve(root);
  return function serveStatic(req, res, next) {
    if (req.method !== 'GET' && req.method !== 'HEAD') { if (options.fallthrough === false) { res.statusCode = 405; res.setHeader('Allow', 'GET, HEAD'); res.setHeader('Content-Length', '0'); res.end(); } else next(); return; }
    let name;
    try { name = decodeURIComponent(pathOf(req.url)); } catch { next(httpError(400, 'Bad Request')); return; }
    if (name.includes('\\0') || name.split('/').includes('..')) { next(httpError(403, 'Forbidden')); return; }
    if (name.split('/').some((part) => part.startsWith('.') && part.length > 1) && options.dotfiles !== 'allow') { next(); return; }
    let full = path.join(base, name);
    let stat = fs.existsSync(full) ? fs.statSync(full) : undefined;
    if (!stat && options.extensions) for (const each of options.extensions) if (fs.existsSync(full + '.' + each)) { full += '.' + each; stat = fs.statSync(full); break; }
    if (stat && stat.isDirectory()) {
      if (!pathOf(req.originalUrl).endsWith('/')) {
        if (options.redirect === false) { next(); return; }
        const to = pathOf(req.originalUrl) + '/';
        const body = '<!DOCTYPE html>\\n<html lang="en">\\n<head>\\n<meta charset="utf-8">\\n<title>Redirecting</title>\\n</head>\\n<body>\\n<pre>Redirecting to ' + escape(to) + '</pre>\\n</body>\\n</html>\\n';
        res.statusCode = 301;
        res.setHeader('Content-Type', 'text/html; charset=UTF-8');
        res.setHeader('Content-Length', Buffer.byteLength(body));
        res.setHeader('Content-Security-Policy', "default-src 'none'");
        res.setHeader('X-Content-Type-Options', 'nosniff');
        res.setHeader('Location', to);
        res.end(body);
        return;
      }
      if (options.index === false) { next(); return; }
      full = path.join(full, options.index ?? 'index.html');
      stat = fs.existsSync(full) ? fs.statSync(full) : undefined;
    } else if (stat && name.endsWith('/')) stat = undefined;
    if (!stat) { if (options.fallthrough === false) next(httpError(404, 'Not Found')); else next(); return; }
    if (options.setHeaders) options.setHeaders(res, full, stat);
    deliver(req, res, full, next, { maxAge: typeof options.maxAge === 'number' ? options.maxAge : 0 });
  };
};
const MAJOR = Number(($packages.version('express') ?? '5').split('.')[0]);
const express = () => createApplication();
express.application = {};
express.request = request;
express.response = response;
express.Router = (options) => makeRouter(options);
express.Route = Route;
express.json = json;
express.urlencoded = urlencoded;
express.text = text;
express.raw = raw;
express.static = serveStatic;
module.exports = express;
`;
