/** What express puts onto requests. */
export const expressRequest = `const request = {
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
`;
