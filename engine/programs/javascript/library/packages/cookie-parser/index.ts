/** The package cookie-parser. */
export const cookieParserPackage: Readonly<Record<string, string>> = {
  'npm:cookie-parser': `
const crypto = require('crypto');
const sign = (value, secret) => value + '.' + crypto.createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '');
const JSONCookie = (text) => { if (typeof text !== 'string' || !text.startsWith('j:')) return text; try { return JSON.parse(text.slice(2)); } catch { return undefined; } };
const signedCookie = (text, secret) => {
  if (typeof text !== 'string' || !text.startsWith('s:')) return text;
  const value = text.slice(2, text.lastIndexOf('.'));
  return [secret].flat().some((each) => each && sign(value, each) === text.slice(2)) ? value : false;
};
const decode = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
module.exports = (secret) => function cookieParser(req, res, next) {
  if (req.cookies) { next(); return; }
  const secrets = secret === undefined ? [] : [secret].flat();
  req.secret = secrets[0];
  req.cookies = Object.create(null);
  req.signedCookies = Object.create(null);
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const name = part.slice(0, at).trim();
    let value = part.slice(at + 1).trim();
    if (value[0] === '"') value = value.slice(1, -1);
    value = decode(value);
    if (name in req.cookies || name in req.signedCookies) continue;
    if (secrets.length > 0 && value.startsWith('s:')) req.signedCookies[name] = JSONCookie(signedCookie(value, secrets)); else req.cookies[name] = JSONCookie(value) ?? value;
  }
  next();
};
module.exports.JSONCookie = JSONCookie;
module.exports.signedCookie = signedCookie;
module.exports.sign = sign;`,
};
