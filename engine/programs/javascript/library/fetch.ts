/** The global fetch, which node-fetch is too. */
export const fetchSource = `
const http = require('http');
class Headers {
  #table = new Map();
  #cookies = [];
  getSetCookie() { return [...this.#cookies]; }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options) { return 'Headers ' + $inspectValue(Object.fromEntries(this.#table), options); }
  constructor(init) {
    if (init instanceof Headers || Array.isArray(init)) for (const [name, value] of init) this.append(name, value);
    else for (const name of Object.keys(init ?? {})) this.append(name, init[name]);
  }
  append(name, value) { const key = name.toLowerCase(); if (key === 'set-cookie') this.#cookies.push(...[value].flat().map(String)); this.#table.set(key, this.#table.has(key) ? this.#table.get(key) + ', ' + value : String(value)); }
  set(name, value) { this.#table.set(name.toLowerCase(), String(value)); }
  get(name) { return this.#table.get(name.toLowerCase()) ?? null; }
  has(name) { return this.#table.has(name.toLowerCase()); }
  delete(name) { this.#table.delete(name.toLowerCase()); }
  forEach(callback) { for (const [name, value] of this.#table) callback(value, name, this); }
  keys() { return this.#table.keys(); }
  values() { return this.#table.values(); }
  entries() { return this.#table.entries(); }
  [Symbol.iterator]() { return this.#table.entries(); }
}
class Response {
  #bytes;
  constructor(body, init = {}) {
    this.#bytes = body instanceof Uint8Array ? body : Buffer.from(body ?? '');
    this.status = init.status ?? 200;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
    this.url = init.url ?? '';
    this.redirected = Boolean(init.redirected);
    this.type = 'basic';
    this.bodyUsed = false;
  }
  get ok() { return this.status >= 200 && this.status < 300; }
  #use() { if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read'); this.bodyUsed = true; return this.#bytes; }
  async text() { return this.#use().toString(); }
  async json() { return JSON.parse(this.#use().toString()); }
  async arrayBuffer() { return new Uint8Array(this.#use()); }
  async buffer() { return this.#use(); }
  clone() { return new Response(this.#bytes, this); }
}
const failed = (cause) => { const error = new TypeError('fetch failed'); Object.defineProperty(error, 'cause', { value: cause, enumerable: false, configurable: true, writable: true }); return error; };
const fetch = async (target, init = {}, redirects = 0) => {
  let url;
  try { url = new URL(typeof target === 'object' && target.url ? target.url : String(target)); }
  catch (error) { const made = new TypeError('Failed to parse URL from ' + String(target)); Object.defineProperty(made, 'cause', { value: error, enumerable: false }); throw made; }
  if (url.protocol !== 'http:') throw failed(new Error('TLS is not part of the simulation: use http'));
  const headers = new Headers(init.headers);
  const add = (name, value) => { if (!headers.has(name)) headers.set(name, value); };
  let { body } = init;
  if (body instanceof URLSearchParams) { body = body.toString(); add('content-type', 'application/x-www-form-urlencoded;charset=UTF-8'); }
  else if (typeof body === 'string') add('content-type', 'text/plain;charset=UTF-8');
  add('accept', '*/*');
  add('accept-language', '*');
  add('sec-fetch-mode', 'cors');
  add('user-agent', 'node');
  if (init.signal && init.signal.aborted) throw init.signal.reason;
  return new Promise((resolve, reject) => {
    const req = http.request(url, { method: init.method ?? 'GET', headers: Object.fromEntries(headers) }, (res) => {
      const to = res.headers.location;
      if (to && [301, 302, 303, 307, 308].includes(res.statusCode) && init.redirect !== 'manual') {
        if (redirects >= 20) { reject(failed(new Error('redirect count exceeded'))); return; }
        const changes = res.statusCode === 303 || (res.statusCode < 303 && init.method === 'POST');
        resolve(fetch(new URL(to, url), changes ? { ...init, method: 'GET', body: undefined } : init, redirects + 1));
        return;
      }
      const parts = [];
      res.on('data', (data) => parts.push(data));
      res.on('end', () => resolve(new Response(Buffer.concat(parts), { status: res.statusCode, statusText: res.statusMessage, headers: res.headers, url: url.href, redirected: redirects > 0 })));
    });
    req.on('error', (error) => reject(init.signal && init.signal.aborted ? init.signal.reason : failed(error)));
    if (init.signal) init.signal.addEventListener('abort', () => req.destroy(init.signal.reason));
    req.end(body);
  });
};
module.exports = Object.assign(fetch, { default: fetch, fetch, Headers, Response });
`;
