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
