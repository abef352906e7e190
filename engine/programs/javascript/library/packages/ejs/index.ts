/** The package ejs: templates become functions of the program. */
export const ejsPackage: Readonly<Record<string, string>> = {
  'npm:ejs': `
const fs = require('fs');
const path = require('path');
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
const escapeXML = (value) => value === undefined || value === null ? '' : String(value).replace(/[&<>'"]/g, (each) => ESCAPES[each]);
const cache = new Map();
const fileOf = (name, options) => {
  const withEnd = path.extname(name) ? name : name + '.ejs';
  if (path.isAbsolute(withEnd)) return options.root && !fs.existsSync(withEnd) ? path.join([options.root].flat()[0], withEnd) : withEnd;
  const near = options.filename ? path.resolve(path.dirname(options.filename), withEnd) : path.resolve(withEnd);
  if (fs.existsSync(near)) return near;
  for (const folder of [options.views ?? []].flat()) { const full = path.resolve(folder, withEnd); if (fs.existsSync(full)) return full; }
  const error = new Error('Could not find the include file "' + name + '"');
  throw error;
};
const source = (text, options) => {
  const mark = options.delimiter ?? '%';
  const open = (options.openDelimiter ?? '<') + mark;
  const close = mark + (options.closeDelimiter ?? '>');
  let made = '';
  let at = 0;
  let line = 1;
  let counted = 0;
  const put = (part) => { if (part !== '') made += '; __append(' + JSON.stringify(part) + ')\\n'; };
  while (at < text.length) {
    const start = text.indexOf(open, at);
    if (start < 0) { put(text.slice(at)); break; }
    let before = text.slice(at, start);
    if (text.startsWith(open + mark, start)) { put(before + open); at = start + open.length + 1; continue; }
    const sign = text[start + open.length];
    const kind = '=-#_'.includes(sign) ? sign : '';
    if (kind === '_') before = before.replace(/[ \\t]+$/, '');
    put(before);
    const end = text.indexOf(close, start + open.length);
    if (end < 0) throw new Error('Could not find matching close tag for "' + open + kind + '".');
    let code = text.slice(start + open.length + kind.length, end);
    line += text.slice(counted, start).split('\\n').length - 1;
    counted = start;
    made += '; __line = ' + line + '\\n';
    at = end + close.length;
    if (code.endsWith('-')) { code = code.slice(0, -1); if (text.startsWith('\\r\\n', at)) at += 2; else if (text[at] === '\\n') at++; }
    else if (code.endsWith('_')) { code = code.slice(0, -1); at += /^[ \\t]*\\r?\\n?/.exec(text.slice(at, at + 200))[0].length; }
    if (kind === '=') made += '; __append(__escape(' + code.replace(/;\\s*$/, '') + '\\n))\\n';
    else if (kind === '-') made += '; __append(' + code.replace(/;\\s*$/, '') + '\\n)\\n';
    else if (kind !== '#') made += '; ' + code + '\\n';
  }
  return 'let __line = 1; try {' + made + '} catch (error) { __rethrow(error, __line); }';
};
const rethrow = (text, filename) => (error, number) => {
  const lines = text.split('\\n');
  const start = Math.max(number - 3, 0);
  const context = lines.slice(start, Math.min(lines.length, number + 3)).map((line, index) => (index + start + 1 === number ? ' >> ' : '    ') + (index + start + 1) + '| ' + line).join('\\n');
  error.path = filename;
  error.message = (filename ?? 'ejs') + ':' + number + '\\n' + context + '\\n\\n' + error.message;
  throw error;
};
const compile = (text, options = {}) => {
  const body = source(String(text), options);
  const escapes = options.escape ?? escapeXML;
  return (data = {}) => {
    const names = Object.keys(data).filter((name) => /^[A-Za-z_$][\\w$]*$/.test(name));
    const key = names.join();
    const known = cache.get(body);
    let run = known && known.key === key ? known.run : undefined;
    if (!run) {
      run = new Function('__append', '__escape', '__rethrow', 'include', options.localsName ?? 'locals', ...names, body);
      cache.set(body, { key, run });
    }
    let made = '';
    const append = (value) => { if (value !== undefined && value !== null) made += value; };
    const include = (name, more) => { const filename = fileOf(name, options); return compile(fs.readFileSync(filename, 'utf8').replace(/^\\ufeff/, ''), { ...options, filename })({ ...data, ...more }); };
    run.call(options.context, append, escapes, rethrow(String(text), options.filename), include, data, ...names.map((name) => data[name]));
    return made;
  };
};
const render = (text, data, options) => compile(text, options ?? {})(data);
const renderFile = (filename, ...given) => {
  const done = typeof given[given.length - 1] === 'function' ? given.pop() : undefined;
  const [data = {}, own] = given;
  const settings = data.settings ?? {};
  const options = { filename, views: settings.views, ...settings['view options'], ...own };
  const run = () => render(fs.readFileSync(filename, 'utf8').replace(/^\\ufeff/, ''), data, options);
  if (!done) return new Promise((resolve) => resolve(run()));
  let made;
  try { made = run(); } catch (error) { done(error); return undefined; }
  return done(null, made);
};
module.exports = { compile, render, renderFile, escapeXML, cache: { clear() { cache.clear(); }, reset() { cache.clear(); } }, __express: renderFile, delimiter: '%' };`,
};
