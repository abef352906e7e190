/** The package express-session, with the store in memory. */
export const expressSessionPackage: Readonly<Record<string, string>> = {
  'npm:express-session': `
const EventEmitter = require('events');
const crypto = require('crypto');
const sign = (value, secret) => value + '.' + crypto.createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '');
const unsign = (text, secrets) => { const value = text.slice(0, text.lastIndexOf('.')); return secrets.some((secret) => sign(value, secret) === text) ? value : undefined; };
class Cookie {
  constructor(options = {}) {
    this.path = options.path ?? '/';
    this._expires = options.expires ?? null;
    this.originalMaxAge = options.maxAge ?? null;
    this.httpOnly = options.httpOnly ?? true;
    if (options.secure !== undefined) this.secure = options.secure;
    if (options.sameSite !== undefined) this.sameSite = options.sameSite;
    if (options.domain !== undefined) this.domain = options.domain;
    if (typeof options.maxAge === 'number') this.maxAge = options.maxAge;
  }
  get maxAge() { return this._expires instanceof Date ? this._expires.getTime() - Date.now() : this._expires; }
  set maxAge(ms) { this._expires = typeof ms === 'number' ? new Date(Date.now() + ms) : ms ?? null; this.originalMaxAge = ms ?? null; }
  get expires() { return this._expires; }
  set expires(date) { this._expires = date; }
  resetMaxAge() { this.maxAge = this.originalMaxAge; }
  toJSON() { const { path, _expires, originalMaxAge, httpOnly, secure, sameSite, domain } = this; return { originalMaxAge, expires: _expires, secure, httpOnly, domain, path, sameSite }; }
  serialize(name, value) {
    let made = name + '=' + encodeURIComponent(value);
    if (this.domain) made += '; Domain=' + this.domain;
    made += '; Path=' + this.path;
    if (this._expires) made += '; Expires=' + new Date(this._expires).toUTCString();
    if (this.httpOnly) made += '; HttpOnly';
    if (this.secure) made += '; Secure';
    if (this.sameSite) made += '; SameSite=' + (this.sameSite === true ? 'Strict' : this.sameSite[0].toUpperCase() + this.sameSite.slice(1));
    return made;
  }
}
class Store extends EventEmitter {
  regenerate(req, done) { this.destroy(req.sessionID, (error) => { this.generate(req); done(error); }); }
  createSession(req, data) {
    const cookie = new Cookie({ ...data.cookie, maxAge: undefined, expires: data.cookie.expires ? new Date(data.cookie.expires) : null });
    cookie.originalMaxAge = data.cookie.originalMaxAge;
    req.session = new Session(req, { ...data, cookie });
    return req.session;
  }
}
class MemoryStore extends Store {
  constructor() { super(); this.sessions = Object.create(null); }
  get(id, done) {
    const text = this.sessions[id];
    let data = text === undefined ? undefined : JSON.parse(text);
    if (data && data.cookie.expires && new Date(data.cookie.expires) <= new Date()) { delete this.sessions[id]; data = undefined; }
    setImmediate(done, null, data);
  }
  set(id, session, done) { this.sessions[id] = JSON.stringify(session); if (done) setImmediate(done); }
  touch(id, session, done) { const text = this.sessions[id]; if (text) this.sessions[id] = JSON.stringify({ ...JSON.parse(text), cookie: session.cookie }); if (done) setImmediate(done); }
  destroy(id, done) { delete this.sessions[id]; if (done) setImmediate(done); }
  all(done) { setImmediate(done, null, Object.fromEntries(Object.entries(this.sessions).map(([id, text]) => [id, JSON.parse(text)]))); }
  length(done) { setImmediate(done, null, Object.keys(this.sessions).length); }
  clear(done) { this.sessions = Object.create(null); if (done) setImmediate(done); }
}
class Session {
  constructor(req, data) {
    Object.defineProperty(this, 'req', { value: req });
    Object.defineProperty(this, 'id', { value: req.sessionID });
    Object.assign(this, data);
  }
  touch() { this.cookie.resetMaxAge(); return this; }
  save(done) { this.req.sessionStore.set(this.id, this, done ?? (() => {})); return this; }
  reload(done) { this.req.sessionStore.get(this.id, (error, data) => { if (error || !data) { done(error ?? new Error('failed to load session')); return; } this.req.sessionStore.createSession(this.req, data); done(); }); return this; }
  destroy(done) { delete this.req.session; this.req.sessionStore.destroy(this.id, done); return this; }
  regenerate(done) { this.req.sessionStore.regenerate(this.req, done); return this; }
}
let warned = false;
const session = (options = {}) => {
  const name = options.name ?? 'connect.sid';
  const store = options.store ?? new MemoryStore();
  const secrets = [options.secret].flat();
  const { rolling = false, saveUninitialized = true, resave = true } = options;
  if (options.resave === undefined) console.error('express-session deprecated undefined resave option; provide resave option');
  if (options.saveUninitialized === undefined) console.error('express-session deprecated undefined saveUninitialized option; provide saveUninitialized option');
  if (!options.secret) console.error('express-session deprecated req.secret; provide secret option');
  if (process.env.NODE_ENV === 'production' && store instanceof MemoryStore && !warned) { warned = true; console.warn('Warning: connect.session() MemoryStore is not\\ndesigned for a production environment, as it will leak\\nmemory, and will not scale past a single process.'); }
  store.generate = (req) => {
    req.sessionID = options.genid ? options.genid(req) : crypto.randomBytes(24).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
    req.session = new Session(req, { cookie: new Cookie(options.cookie) });
  };
  return function session(req, res, next) {
    if (req.session) { next(); return; }
    if (!options.secret) { next(new Error('secret option required for sessions')); return; }
    req.sessionStore = store;
    const asked = (req.headers.cookie ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(name + '='));
    const raw = asked === undefined ? '' : decodeURIComponent(asked.slice(name.length + 1));
    const known = raw.startsWith('s:') ? unsign(raw.slice(2), secrets) : undefined;
    const begin = (isNew) => {
      const state = (of) => JSON.stringify(of, (key, value) => key === 'cookie' ? undefined : value);
      let [before, startedWith] = [state(req.session), req.sessionID];
      const wasEmpty = before;
      const changed = () => req.sessionID !== startedWith || state(req.session) !== before;
      const shouldSave = () => req.session && (isNew && req.sessionID === startedWith ? saveUninitialized || changed() : changed() || resave);
      res._onHead = ((earlier) => () => {
        if (earlier) earlier();
        if (!req.session) return;
        if (req.session.cookie.originalMaxAge !== null && (rolling || isNew)) req.session.touch();
        const sends = isNew || req.sessionID !== startedWith ? saveUninitialized || changed() : rolling || (req.session.cookie._expires !== null && changed());
        if (!sends || (req.session.cookie.secure && !req.secure)) return;
        const cookie = req.session.cookie.serialize(name, 's:' + sign(req.sessionID, secrets[0]));
        const earlierCookies = res.getHeader('Set-Cookie');
        res.setHeader('Set-Cookie', earlierCookies ? [earlierCookies, cookie].flat() : cookie);
      })(res._onHead);
      const { end } = res;
      res.end = function (...args) {
        res.end = end;
        if (!shouldSave()) { if (req.session && !isNew && store.touch) { req.session.touch(); store.touch(req.sessionID, req.session, () => end.apply(res, args)); return res; } return end.apply(res, args); }
        if (!res.headersSent && args[0] !== undefined && typeof args[0] !== 'function' && !res.getHeader('Content-Length') && !res.getHeader('Transfer-Encoding')) res.setHeader('Content-Length', Buffer.byteLength(args[0]));
        req.session.save((error) => { if (error) setImmediate(next, error); end.apply(res, args); });
        return res;
      };
      next();
    };
    if (!known) { store.generate(req); begin(true); return; }
    req.sessionID = known;
    store.get(known, (error, data) => {
      if (error && error.code !== 'ENOENT') { next(error); return; }
      if (!data) { store.generate(req); begin(true); return; }
      store.createSession(req, data);
      begin(false);
    });
  };
};
module.exports = Object.assign(session, { Store, MemoryStore, Cookie, Session, session });`,
};
