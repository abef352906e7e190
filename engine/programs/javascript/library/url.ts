/** URL and URLSearchParams, and node:url. */
export const urlSource = `
class URLSearchParams {
  #pairs = [];
  #changed;
  constructor(init, changed) {
    this.#changed = typeof changed === 'function' ? changed : undefined;
    if (typeof init === 'string') {
      for (const part of init.replace(/^\\?/, '').split('&')) {
        if (part === '') continue;
        const at = part.indexOf('=');
        const decode = (text) => $url.decode(text.replaceAll('+', ' '));
        this.#pairs.push(at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
      }
    } else if (init && typeof init[Symbol.iterator] === 'function') for (const [key, value] of init) this.#pairs.push([String(key), String(value)]);
    else if (init) for (const key of Object.keys(init)) this.#pairs.push([key, String(init[key])]);
  }
  get size() { return this.#pairs.length; }
  get(name) { const found = this.#pairs.find(([key]) => key === name); return found ? found[1] : null; }
  getAll(name) { return this.#pairs.filter(([key]) => key === name).map(([, value]) => value); }
  has(name) { return this.#pairs.some(([key]) => key === name); }
  set(name, value) {
    const at = this.#pairs.findIndex(([key]) => key === name);
    if (at < 0) this.#pairs.push([name, String(value)]);
    else { this.#pairs[at][1] = String(value); this.#pairs = this.#pairs.filter(([key], index) => key !== name || index <= at); }
    this.#tell();
  }
  append(name, value) { this.#pairs.push([String(name), String(value)]); this.#tell(); }
  delete(name) { this.#pairs = this.#pairs.filter(([key]) => key !== name); this.#tell(); }
  sort() { this.#pairs.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0); this.#tell(); }
  forEach(callback, self) { for (const [key, value] of this.#pairs) callback.call(self, value, key, this); }
  keys() { return this.#pairs.map(([key]) => key).values(); }
  values() { return this.#pairs.map(([, value]) => value).values(); }
  entries() { return this.#pairs.map((pair) => [...pair]).values(); }
  [Symbol.iterator]() { return this.entries(); }
  toString() { const encode = (text) => encodeURIComponent(text).replaceAll('%20', '+').replace(/[!'()~]/g, (each) => '%' + each.charCodeAt(0).toString(16).toUpperCase()); return this.#pairs.map(([key, value]) => encode(key) + '=' + encode(value)).join('&'); }
  #tell() { if (this.#changed) this.#changed(this.toString()); }
  [Symbol.for('nodejs.util.inspect.custom')]() { return this.#pairs.length === 0 ? 'URLSearchParams {}' : 'URLSearchParams { ' + this.#pairs.map(([key, value]) => $inspectValue(key) + ' => ' + $inspectValue(value)).join(', ') + ' }'; }
}
class URL {
  #parts;
  #params;
  constructor(text, base) { this.#parts = $url.parse(String(text), base === undefined ? undefined : String(base)); }
  static canParse(text, base) { try { new URL(text, base); return true; } catch { return false; } }
  #set(name, value) { this.#parts = $url.change(this.#parts.href, name, String(value)); this.#params = undefined; }
  get href() { return this.#parts.href; }
  set href(value) { this.#parts = $url.parse(String(value)); this.#params = undefined; }
  get origin() { return this.#parts.origin; }
  get protocol() { return this.#parts.protocol; }
  set protocol(value) { this.#set('protocol', value); }
  get username() { return this.#parts.username; }
  set username(value) { this.#set('username', value); }
  get password() { return this.#parts.password; }
  set password(value) { this.#set('password', value); }
  get host() { return this.#parts.host; }
  set host(value) { this.#set('host', value); }
  get hostname() { return this.#parts.hostname; }
  set hostname(value) { this.#set('hostname', value); }
  get port() { return this.#parts.port; }
  set port(value) { this.#set('port', value); }
  get pathname() { return this.#parts.pathname; }
  set pathname(value) { this.#set('pathname', value); }
  get search() { return this.#parts.search; }
  set search(value) { this.#set('search', value); }
  get hash() { return this.#parts.hash; }
  set hash(value) { this.#set('hash', value); }
  get searchParams() { return this.#params ??= new URLSearchParams(this.#parts.search, (text) => { this.#parts = $url.change(this.#parts.href, 'search', text); }); }
  toString() { return this.href; }
  toJSON() { return this.href; }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } = this.#parts;
    return 'URL ' + $inspectValue({ href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams: this.searchParams, hash });
  }
}
const parse = (text, query) => {
  const [, protocol = null, , host = null, rest = ''] = /^([a-z][a-z0-9+.-]*:)?(\\/\\/([^/?#]*))?(.*)$/i.exec(text);
  const [, path = '', search = null, hash = null] = /^([^?#]*)(\\?[^#]*)?(#.*)?$/.exec(rest);
  const at = host === null ? -1 : host.lastIndexOf('@');
  const bare = host === null ? null : host.slice(at + 1);
  const [, hostname = null, port = null] = bare === null ? [] : /^(.*?)(?::(\\d+))?$/.exec(bare);
  const words = search === null ? (query ? '' : null) : search.slice(1);
  const pathname = path === '' ? (host === null ? null : '/') : path;
  return Object.assign(new Url(), { protocol, slashes: host === null ? null : true, auth: at < 0 ? null : host.slice(0, at), host: bare, port, hostname, hash, search: search ?? (query ? '' : null), query: query ? require('querystring').parse(words ?? '') : words, pathname, path: pathname === null && search === null ? null : (pathname ?? '') + (search ?? ''), href: text });
};
class Url {}
module.exports = {
  URL, URLSearchParams, parse, Url,
  format: (given) => typeof given === 'string' ? given : given instanceof URL ? given.href : (given.protocol ? given.protocol.replace(/:?$/, ':') + '//' : '') + (given.host ?? (given.hostname ?? '') + (given.port ? ':' + given.port : '')) + (given.pathname ?? '') + (given.search ?? (given.query ? '?' + new URLSearchParams(given.query) : '')) + (given.hash ?? ''),
  resolve: (from, to) => { const made = new URL(to, new URL(from, 'http://resolve.invalid')); return made.host === 'resolve.invalid' ? made.pathname + made.search + made.hash : made.href; },
  fileURLToPath: (url) => decodeURIComponent(new URL(url).pathname),
  pathToFileURL: (path) => new URL('file://' + require('path').resolve(path)),
};
`;

export const querystringSource = `
const parse = (text, separator = '&', equals = '=') => {
  const made = Object.create(null);
  for (const part of String(text).split(separator)) {
    if (part === '') continue;
    const at = part.indexOf(equals);
    const decode = (each) => $url.decode(each.replaceAll('+', ' '));
    const key = decode(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : decode(part.slice(at + equals.length));
    made[key] = key in made ? [made[key], value].flat() : value;
  }
  return made;
};
const stringify = (object, separator = '&', equals = '=') => Object.keys(object ?? {}).flatMap((key) => [object[key]].flat().map((value) => encodeURIComponent(key) + equals + encodeURIComponent(value ?? ''))).join(separator);
module.exports = { parse, stringify, decode: parse, encode: stringify, escape: encodeURIComponent, unescape: decodeURIComponent };
`;
