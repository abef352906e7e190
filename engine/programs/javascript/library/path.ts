/** node:path */
export const pathSource = `
const check = (value, name) => {
  if (typeof value === 'string') return value;
  throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "' + name + '" argument must be of type string. Received ' + (value === undefined || value === null ? String(value) : typeof value === 'object' ? 'an instance of ' + (value.constructor ? value.constructor.name : 'Object') : 'type ' + typeof value + ' (' + String(value) + ')'));
};
const parts = (path, absolute) => {
  const made = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') { if (made.length > 0 && made[made.length - 1] !== '..') made.pop(); else if (!absolute) made.push('..'); }
    else made.push(part);
  }
  return made.join('/');
};
const path = {
  sep: '/',
  delimiter: ':',
  resolve(...given) {
    let made = '';
    for (let index = given.length - 1; index >= -1 && !made.startsWith('/'); index--) {
      const part = index >= 0 ? check(given[index], 'paths[' + index + ']') : $process.cwd();
      if (part !== '') made = made === '' ? part : part + '/' + made;
    }
    return '/' + parts(made, true);
  },
  normalize(given) {
    if (check(given, 'path') === '') return '.';
    const absolute = given.startsWith('/');
    let made = parts(given, absolute);
    if (made === '' && !absolute) made = '.';
    if (made !== '' && given.endsWith('/')) made += '/';
    return absolute ? '/' + made : made;
  },
  isAbsolute(given) { return check(given, 'path').startsWith('/'); },
  join(...given) {
    const made = given.map((each) => check(each, 'path')).filter((each) => each !== '').join('/');
    return made === '' ? '.' : path.normalize(made);
  },
  relative(from, to) {
    const a = path.resolve(from).split('/').filter((each) => each !== '');
    const b = path.resolve(to).split('/').filter((each) => each !== '');
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same++;
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  },
  dirname(given) {
    const bare = check(given, 'path').replace(/\\/+$/, '');
    if (bare === '') return given.startsWith('/') ? '/' : '.';
    const at = bare.lastIndexOf('/');
    return at < 0 ? '.' : at === 0 ? '/' : bare.slice(0, at).replace(/\\/+$/, '') || '/';
  },
  basename(given, end) {
    const bare = check(given, 'path').replace(/\\/+$/, '');
    const name = bare.slice(bare.lastIndexOf('/') + 1);
    return end !== undefined && name.endsWith(end) && name !== end ? name.slice(0, -end.length) : name;
  },
  extname(given) {
    const name = path.basename(given);
    const at = name.lastIndexOf('.');
    return at <= 0 ? '' : name.slice(at);
  },
  parse(given) {
    const base = path.basename(given);
    const ext = path.extname(given);
    const root = given.startsWith('/') ? '/' : '';
    const dir = path.dirname(given);
    return { root, dir: dir === '.' && !given.startsWith('.') ? '' : dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
  },
  format(object) {
    const dir = object.dir || object.root;
    const base = object.base || (object.name || '') + (object.ext || '');
    return !dir ? base : dir === object.root ? dir + base : dir + '/' + base;
  },
  toNamespacedPath(given) { return given; },
};
path.posix = path;
module.exports = path;
`;
