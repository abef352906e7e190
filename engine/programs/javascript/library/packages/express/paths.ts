/** Which paths a pattern of a route fits. */
export const expressPaths = `const matcher = (pattern, end, options) => {
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
`;
