/** What express puts onto responses. */
export const expressResponse = `const etag = (bytes, weak = true) => (weak ? 'W/' : '') + '"' + bytes.length.toString(16) + '-' + (bytes.length === 0 ? '2jmj7l5rSw0yVb/vlWAYkK/YBwk' : $crypto.digest('sha1', bytes).toString('base64').slice(0, 27)) + '"';

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
    if (options.signed && !this.req.secret) throw new Error('cookieParser("secret") required for signed cookies');
    let made = name + '=' + encodeURIComponent(options.signed ? 's:' + $builtin('npm:cookie-parser').sign(text, this.req.secret) : text);
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
`;
