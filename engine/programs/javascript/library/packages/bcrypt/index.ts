/** bcrypt, and bcryptjs, which is the same. */
const bcryptSource = `
const checkRounds = (rounds) => Math.min(31, Math.max(4, Math.trunc(rounds)));
const genSaltSync = (rounds = 10) => '$2b$' + String(checkRounds(rounds)).padStart(2, '0') + '$' + $bcrypt.encode($crypto.random(16)).slice(0, 22);
const FORM = /^\\$2([abxy])\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})?$/;
const both = (data, salt) => { if (data === undefined || data === null || salt === undefined || salt === null) throw new Error('data and salt arguments required'); };
// Some rounds at a time, so that a high cost holds up nobody else.
const hashWith = (password, text) => {
  const [, kind, cost, salt] = FORM.exec(text) ?? [];
  if (salt === undefined) throw new Error('Invalid salt. Salt must be in the form of: $Vers$log2(NumRounds)$saltvalue');
  const bytes = $bcrypt.decode(salt);
  let state = $bcrypt.begin(password, bytes);
  for (let left = 2 ** Number(cost); left > 0; left -= 16) state = $bcrypt.rounds(state, password, bytes, left);
  return '$2' + kind + '$' + cost + '$' + salt + $bcrypt.end(state);
};
const hashSync = (data, salt = 10) => {
  both(data, salt);
  if (typeof data !== 'string' && !Buffer.isBuffer(data) || typeof salt !== 'string' && typeof salt !== 'number') throw new Error('data must be a string or Buffer and salt must either be a salt string or a number of rounds');
  return hashWith(String(data), typeof salt === 'number' ? genSaltSync(salt) : salt);
};
const compareSync = (data, hash) => {
  if (data === undefined || data === null || hash === undefined || hash === null) throw new Error('data and hash arguments required');
  if (typeof data !== 'string' && !Buffer.isBuffer(data) || typeof hash !== 'string') throw new Error('data must be a string or Buffer and hash must be a string');
  if (!FORM.test(hash) || hash.length !== 60) return false;
  return hashWith(String(data), hash) === hash;
};
const later = (run) => (...args) => {
  const done = typeof args[args.length - 1] === 'function' ? args.pop() : undefined;
  const made = new Promise((resolve, reject) => setImmediate(() => { try { resolve(run(...args)); } catch (error) { reject(error); } }));
  if (!done) return made;
  made.then((value) => done(null, value), (error) => done(error));
  return undefined;
};
module.exports = {
  genSaltSync, hashSync, compareSync,
  genSalt: later((rounds) => genSaltSync(rounds)), hash: later(hashSync), compare: later(compareSync),
  getRounds: (hash) => { const [, , cost] = FORM.exec(hash) ?? []; if (cost === undefined) throw new Error('invalid hash provided'); return Number(cost); },
};
module.exports.default = module.exports;
`;

export const bcryptPackages: Readonly<Record<string, string>> = {
  'npm:bcrypt': bcryptSource,
  'npm:bcryptjs': bcryptSource,
};
