/** The package jsonwebtoken, with secrets: of keys in pairs there is none. */
export const jsonwebtokenPackage: Readonly<Record<string, string>> = {
  'npm:jsonwebtoken': `
const crypto = require('crypto');
class JsonWebTokenError extends Error { constructor(message, error) { super(message); this.name = 'JsonWebTokenError'; if (error) this.inner = error; } }
class TokenExpiredError extends JsonWebTokenError { constructor(message, expiredAt) { super(message); this.name = 'TokenExpiredError'; this.expiredAt = expiredAt; } }
class NotBeforeError extends JsonWebTokenError { constructor(message, date) { super(message); this.name = 'NotBeforeError'; this.date = date; } }
const hashes = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };
const UNITS = { ms: 1, msec: 1, millisecond: 1, s: 1000, sec: 1000, second: 1000, m: 60000, min: 60000, minute: 60000, h: 3600000, hr: 3600000, hour: 3600000, d: 86400000, day: 86400000, w: 604800000, week: 604800000, y: 31557600000, yr: 31557600000, year: 31557600000 };
const seconds = (given, from) => {
  if (typeof given === 'number') return from + given;
  const [, count, unit = 'ms'] = /^(-?\\d*\\.?\\d+) *([a-z]+)?$/i.exec(given) ?? [];
  const ms = UNITS[unit.toLowerCase()] ?? UNITS[unit.toLowerCase().replace(/s$/, '')];
  return count === undefined || ms === undefined ? undefined : Math.floor(from + Number(count) * ms / 1000);
};
const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const mac = (algorithm, secret, text) => crypto.createHmac(hashes[algorithm], secret).update(text).digest('base64url');
const isPlain = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && !Buffer.isBuffer(value);
const signed = (payload, secret, options) => {
  const algorithm = options.algorithm ?? 'HS256';
  if (!secret && algorithm !== 'none') throw new Error('secretOrPrivateKey must have a value');
  if (payload === undefined) throw new Error('payload is required');
  if (!(algorithm in hashes) && algorithm !== 'none') {
    if (/^(?:RS|PS|ES)(?:256|384|512)$/.test(algorithm)) throw new Error(algorithm + ' is not part of the simulation: use HS256');
    throw new Error('"algorithm" must be a valid string enum value');
  }
  if (!isPlain(payload) && typeof payload !== 'string' && !Buffer.isBuffer(payload)) throw new Error('Expected "payload" to be a plain object.');
  const header = { alg: algorithm, ...(isPlain(payload) ? { typ: 'JWT' } : {}), ...(options.keyid ? { kid: options.keyid } : {}), ...options.header };
  let claims = payload;
  if (isPlain(payload)) {
    claims = options.mutatePayload ? payload : { ...payload };
    if (claims.exp !== undefined && options.expiresIn !== undefined) throw new Error('Bad "options.expiresIn" option the payload already has an "exp" property.');
    const now = claims.iat ?? Math.floor(Date.now() / 1000);
    if (options.noTimestamp) delete claims.iat; else claims.iat = now;
    for (const [option, claim] of [['notBefore', 'nbf'], ['expiresIn', 'exp']]) {
      if (options[option] === undefined) continue;
      if (typeof options[option] !== 'string' && !Number.isInteger(options[option])) throw new Error('"' + option + '" should be a number of seconds or string representing a timespan');
      claims[claim] = seconds(options[option], now);
      if (claims[claim] === undefined) throw new Error('"' + option + '" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60');
    }
    for (const [option, claim] of [['audience', 'aud'], ['issuer', 'iss'], ['subject', 'sub'], ['jwtid', 'jti']]) if (options[option] !== undefined) { if (claims[claim] !== undefined) throw new Error('Bad "options.' + option + '" option. The payload already has an "' + claim + '" property.'); claims[claim] = options[option]; }
  } else if (options.expiresIn !== undefined) throw new Error('invalid expiresIn option for ' + typeof payload + ' payload');
  const text = part(header) + '.' + part(Buffer.isBuffer(claims) ? claims.toString() : claims);
  return text + '.' + (algorithm === 'none' ? '' : mac(algorithm, secret, text));
};
const decode = (token, options = {}) => {
  const parts = String(token).split('.');
  if (parts.length !== 3) return null;
  let header;
  try { header = JSON.parse(Buffer.from(parts[0], 'base64url').toString()); } catch { return null; }
  let payload = Buffer.from(parts[1], 'base64url').toString();
  try { const made = JSON.parse(payload); if (made !== null && typeof made === 'object') payload = made; } catch {}
  return options && options.complete ? { header, payload, signature: parts[2] } : payload;
};
const verified = (token, secret, options) => {
  if (!token) throw new JsonWebTokenError('jwt must be provided');
  if (typeof token !== 'string') throw new JsonWebTokenError('jwt must be a string');
  const parts = token.split('.');
  if (parts.length !== 3) throw new JsonWebTokenError('jwt malformed');
  const found = decode(token, { complete: true });
  if (!found) throw new JsonWebTokenError('invalid token');
  const { header, payload } = found;
  const hasSignature = parts[2] !== '';
  if (!hasSignature && secret) throw new JsonWebTokenError('jwt signature is required');
  if (hasSignature && !secret) throw new JsonWebTokenError('secret or public key must be provided');
  if (!hasSignature && !(options.algorithms ?? []).includes('none')) throw new JsonWebTokenError('please specify "none" in "algorithms" to verify unsigned tokens');
  if (hasSignature && (!(options.algorithms ?? Object.keys(hashes)).includes(header.alg) || !(header.alg in hashes))) throw new JsonWebTokenError('invalid algorithm');
  if (hasSignature && mac(header.alg, secret, parts[0] + '.' + parts[1]) !== parts[2]) throw new JsonWebTokenError('invalid signature');
  const now = options.clockTimestamp ?? Math.floor(Date.now() / 1000);
  const slack = options.clockTolerance ?? 0;
  if (payload.nbf !== undefined && !options.ignoreNotBefore) { if (typeof payload.nbf !== 'number') throw new JsonWebTokenError('invalid nbf value'); if (payload.nbf > now + slack) throw new NotBeforeError('jwt not active', new Date(payload.nbf * 1000)); }
  if (payload.exp !== undefined && !options.ignoreExpiration) { if (typeof payload.exp !== 'number') throw new JsonWebTokenError('invalid exp value'); if (now >= payload.exp + slack) throw new TokenExpiredError('jwt expired', new Date(payload.exp * 1000)); }
  const wanted = (given, value) => [given].flat().some((each) => each instanceof RegExp ? [value].flat().some((one) => each.test(one)) : [value].flat().includes(each));
  if (options.audience && !wanted(options.audience, payload.aud)) throw new JsonWebTokenError('jwt audience invalid. expected: ' + [options.audience].flat().join(' or '));
  if (options.issuer && !wanted(options.issuer, payload.iss)) throw new JsonWebTokenError('jwt issuer invalid. expected: ' + options.issuer);
  if (options.subject && payload.sub !== options.subject) throw new JsonWebTokenError('jwt subject invalid. expected: ' + options.subject);
  if (options.jwtid && payload.jti !== options.jwtid) throw new JsonWebTokenError('jwt jwtid invalid. expected: ' + options.jwtid);
  if (options.maxAge !== undefined) { const until = seconds(options.maxAge, payload.iat); if (now >= until + slack) throw new TokenExpiredError('maxAge exceeded', new Date(until * 1000)); }
  return options.complete ? found : payload;
};
module.exports = {
  decode, JsonWebTokenError, TokenExpiredError, NotBeforeError,
  sign: (payload, secret, options, done) => {
    if (typeof options === 'function') [options, done] = [{}, options];
    if (!done) return signed(payload, secret, options ?? {});
    let token; let failure = null;
    try { token = signed(payload, secret, options ?? {}); } catch (error) { failure = error; }
    process.nextTick(done, failure, token);
    return undefined;
  },
  verify: (token, secret, options, done) => {
    if (typeof options === 'function') [options, done] = [{}, options];
    if (!done) { if (typeof secret === 'function') throw new JsonWebTokenError('verify must be called asynchronous if secret or public key is provided as a callback'); return verified(token, secret, options ?? {}); }
    const finish = (failure, key) => { let made; try { if (failure) throw new JsonWebTokenError('error in secret or public key callback: ' + failure.message); made = verified(token, key, options ?? {}); } catch (error) { done(error); return; } done(null, made); };
    if (typeof secret === 'function') secret((decode(token, { complete: true }) ?? {}).header, finish); else process.nextTick(finish, null, secret);
    return undefined;
  },
};
module.exports.default = module.exports;
`,
};
