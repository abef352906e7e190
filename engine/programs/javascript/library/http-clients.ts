/** The global fetch, which node-fetch is too. */
export const fetchSource = `
const http = require('http');
class Headers {
  #table = new Map();
  constructor(init) {
    if (init instanceof Headers || Array.isArray(init)) for (const [name, value] of init) this.append(name, value);
    else for (const name of Object.keys(init ?? {})) this.append(name, init[name]);
  }
  append(name, value) { const key = name.toLowerCase(); this.#table.set(key, this.#table.has(key) ? this.#table.get(key) + ', ' + value : String(value)); }
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

/** The axios package. */
export const axiosSource = `
const http = require('http');
class AxiosError extends Error {
  constructor(message, code, config, request, response) {
    super(message);
    this.name = 'AxiosError';
    this.code = code;
    this.config = config;
    this.request = request;
    if (response) { this.response = response; this.status = response.status; }
    this.isAxiosError = true;
  }
  toJSON() { return { message: this.message, name: this.name, code: this.code, status: this.status ?? null }; }
}
const create = (defaults = {}) => {
  const handlers = { request: [], response: [] };
  const send = (config) => new Promise((resolve, reject) => {
    let url;
    const base = config.baseURL && !/^https?:/.test(config.url) ? config.baseURL.replace(/\\/+$/, '') + '/' + String(config.url ?? '').replace(/^\\/+/, '') : config.url;
    try { url = new URL(base); } catch { reject(new AxiosError('Invalid URL', 'ERR_INVALID_URL', config)); return; }
    for (const key of Object.keys(config.params ?? {})) if (config.params[key] !== undefined) url.searchParams.append(key, config.params[key]);
    const headers = { Accept: 'application/json, text/plain, */*', 'User-Agent': 'axios/' + ($packages.version('axios') ?? '1.10.0'), ...config.headers };
    let { data } = config;
    const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    if (data instanceof URLSearchParams) { data = data.toString(); if (!hasType) headers['Content-Type'] = 'application/x-www-form-urlencoded;charset=utf-8'; }
    else if (data !== undefined && typeof data !== 'string' && !Buffer.isBuffer(data)) { data = JSON.stringify(data); if (!hasType) headers['Content-Type'] = 'application/json'; }
    const method = (config.method ?? 'get').toUpperCase();
    if (config.auth) headers.Authorization = 'Basic ' + Buffer.from(config.auth.username + ':' + config.auth.password).toString('base64');
    if (url.protocol !== 'http:') { reject(new AxiosError('TLS is not part of the simulation: use http', 'EPROTO', config)); return; }
    const req = http.request(url, { method, headers }, (res) => {
      if (res.headers.location && [301, 302, 303, 307, 308].includes(res.statusCode) && config.maxRedirects !== 0) { resolve(send({ ...config, baseURL: undefined, params: undefined, url: new URL(res.headers.location, url).href, ...(res.statusCode === 303 ? { method: 'get', data: undefined } : {}) })); return; }
      const parts = [];
      res.on('data', (part) => parts.push(part));
      res.on('end', () => {
        let body = Buffer.concat(parts);
        if (config.responseType !== 'arraybuffer') { body = body.toString(); if (config.responseType !== 'text') try { body = JSON.parse(body); } catch { } }
        const response = { data: body, status: res.statusCode, statusText: res.statusMessage, headers: res.headers, config, request: req };
        const good = config.validateStatus ?? ((status) => status >= 200 && status < 300);
        if (good(res.statusCode)) resolve(response);
        else reject(new AxiosError('Request failed with status code ' + res.statusCode, res.statusCode >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST', config, req, response));
      });
    });
    if (config.timeout) req.setTimeout(config.timeout, () => { reject(new AxiosError('timeout of ' + config.timeout + 'ms exceeded', 'ECONNABORTED', config, req)); req.destroy(); });
    req.on('error', (error) => reject(Object.assign(new AxiosError(error.message, error.code, config, req), { cause: error, errno: error.errno, syscall: error.syscall })));
    req.end(data);
  });
  const request = (given, more) => {
    let config = { ...defaults, ...(typeof given === 'string' ? { ...more, url: given } : given) };
    config.headers = { ...defaults.headers, ...config.headers };
    let promise = Promise.resolve(config);
    for (const [good, bad] of handlers.request) promise = promise.then(good, bad);
    promise = promise.then(send);
    for (const [good, bad] of handlers.response) promise = promise.then(good, bad);
    return promise;
  };
  const instance = (given, more) => request(given, more);
  instance.request = request;
  instance.defaults = defaults;
  instance.interceptors = { request: { use: (good, bad) => handlers.request.unshift([good, bad]) }, response: { use: (good, bad) => handlers.response.push([good, bad]) } };
  for (const method of ['get', 'delete', 'head', 'options']) instance[method] = (url, config) => request({ ...config, url, method });
  for (const method of ['post', 'put', 'patch']) instance[method] = (url, data, config) => request({ ...config, url, data, method });
  return instance;
};
const axios = create({ headers: {} });
axios.create = (config) => create({ ...config });
axios.AxiosError = AxiosError;
axios.isAxiosError = (error) => Boolean(error && error.isAxiosError);
axios.all = (all) => Promise.all(all);
axios.default = axios;
module.exports = axios;
`;
