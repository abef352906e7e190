/** node:assert */
export const assertSource = `
const { inspect, isDeepStrictEqual } = require('util');
class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message ?? (operator === 'strictEqual' ? differ('Expected values to be strictly equal:', actual, expected) : operator === 'deepStrictEqual' ? 'Expected values to be strictly deep-equal:\\n' + difference(actual, expected) : 'Failed'));
    this.generatedMessage = message === undefined;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Object.defineProperty(this, 'name', { value: 'AssertionError', enumerable: false, writable: true, configurable: true });
  }
  toString() { return this.name + ' [' + this.code + ']: ' + this.message; }
}
const fail = (given, words, actual, expected, operator) => {
  if (given instanceof Error) throw given;
  const error = new AssertionError({ message: given ?? words, actual, expected, operator });
  error.generatedMessage = given === undefined;
  error.stack = String(error.stack).replace(/^Error/, 'AssertionError [ERR_ASSERTION]');
  throw error;
};
const LINES_MAX = 200;
const linesOf = (value) => inspect(value, { compact: false, sorted: true, depth: 1000, maxArrayLength: null, breakLength: Infinity }).split('\\n').slice(0, LINES_MAX);
// The longest list of lines that both have stays; of the others it says whose they are.
const difference = (a, b) => {
  const [x, y] = [linesOf(a), linesOf(b)];
  const bare = (line) => line.replace(/,$/, '');
  const table = Array.from({ length: x.length + 1 }, () => new Array(y.length + 1).fill(0));
  for (let i = x.length - 1; i >= 0; i--) for (let j = y.length - 1; j >= 0; j--)
    table[i][j] = bare(x[i]) === bare(y[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const made = [];
  for (let i = 0, j = 0; i < x.length || j < y.length;) {
    if (i < x.length && j < y.length && bare(x[i]) === bare(y[j])) { made.push('  ' + (x[i].length > y[j].length ? x[i] : y[j])); i++; j++; }
    else if (i < x.length && (j >= y.length || table[i + 1][j] >= table[i][j + 1])) made.push('+ ' + x[i++]);
    else made.push('- ' + y[j++]);
  }
  return '+ actual - expected\\n\\n' + made.join('\\n') + pointer(x, y) + '\\n';
};
// Under two single lines: where they begin to differ.
const pointer = (x, y) => {
  if (x.length > 1 || y.length > 1 || x[0].length + y[0].length >= 80) return '';
  let at = 0;
  while (x[0][at] === y[0][at]) at++;
  return at > 2 ? '\\n  ' + ' '.repeat(at) + '^' : '';
};
const SHORT_CHARS_MAX = 12;
const isShort = (value) => (typeof value !== 'object' && typeof value !== 'function') || value === null;
const differ = (title, a, b) => {
  const short = isShort(a) && isShort(b) && inspect(a).length + inspect(b).length <= SHORT_CHARS_MAX;
  if (short && (a !== 0 || b !== 0)) return title + '\\n\\n' + inspect(a) + ' !== ' + inspect(b) + '\\n';
  if (!isShort(a) && !isShort(b) && linesOf(a).join() === linesOf(b).join()) return 'Values have same structure but are not reference-equal:\\n\\n' + linesOf(a).join('\\n') + '\\n';
  return title + '\\n' + difference(a, b);
};
class Comparison { constructor(value, keys) { for (const key of keys) this[key] = value[key]; } }
// What stands in the source where it was called from.
const callText = () => {
  const place = String(new Error().stack).split('\\n').map((line) => /\\(?(?:file:\\/\\/)?(\\/[^():]*):(\\d+):(\\d+)\\)?$/.exec(line)).find(Boolean);
  if (!place) return undefined;
  let text;
  try { text = require('fs').readFileSync(place[1], 'utf8').split('\\n').slice(place[2] - 1, place[2] - 1 + 20).join('\\n'); } catch { return undefined; }
  let start = place[3] - 1;
  while (start > 0 && /[\\w.$]/.test(text[start - 1])) start--;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return text.slice(start, at + 1);
  }
  return undefined;
};
const truthy = (args) => {
  const [value, message] = args;
  if (value) return;
  if (args.length === 0) fail(undefined, 'No value argument passed to \`assert.ok()\`', value, true, '==');
  const text = message === undefined ? callText() : undefined;
  fail(message, text === undefined ? 'The expression evaluated to a falsy value' : 'The expression evaluated to a falsy value:\\n\\n  ' + text + '\\n', value, true, '==');
};
const loose = (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b)) || (a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : typeof a === 'object' && typeof b === 'object' && Boolean(a) && Boolean(b) && Array.isArray(a) === Array.isArray(b) && Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => Object.hasOwn(b, key) && loose(a[key], b[key])));
const isClass = (value) => typeof value === 'function' && value.prototype !== undefined && (value === Error || value.prototype instanceof Error || /^class\\b/.test(Function.prototype.toString.call(value)));
// Whether an error is what was expected: a pattern, a class, an object with some of its properties, or a function that looks.
const expectError = (error, expected, message, operator) => {
  if (expected === undefined) return;
  if (expected instanceof RegExp) { if (!expected.test(String(error))) fail(message, 'The input did not match the regular expression ' + inspect(expected) + '. Input:\\n\\n' + inspect(String(error)) + '\\n', error, expected, operator); return; }
  if (isClass(expected)) { if (!(error instanceof expected)) fail(message, 'The error is expected to be an instance of "' + expected.name + '". Received "' + (error && error.constructor ? error.constructor.name : inspect(error)) + '"\\n\\nError message:\\n\\n' + (error && error.message), error, expected, operator); return; }
  if (typeof expected === 'function') { if (expected.call({}, error) !== true) fail(message, 'The ' + (expected.name ? '"' + expected.name + '" ' : '') + 'validation function is expected to return "true". Received ' + inspect(expected.call({}, error)) + '\\n\\nCaught error:\\n\\n' + inspect(error), error, expected, operator); return; }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  for (const key of keys) {
    const fits = expected[key] instanceof RegExp && typeof error[key] === 'string' ? expected[key].test(error[key]) : isDeepStrictEqual(error[key], expected[key]);
    if (fits) continue;
    fail(message, 'Expected values to be strictly deep-equal:\\n' + difference(new Comparison(error, keys), new Comparison(expected, keys)), error, expected, operator);
  }
};
const missing = (what, expected, message, operator) => {
  const name = isClass(expected) ? ' (' + expected.name + ')' : '';
  const end = typeof message === 'string' ? ': ' + message : '.';
  fail('Missing expected ' + what + name + end, undefined, undefined, expected, operator);
};
const wordsOf = (expected, message) => typeof expected === 'string' ? [undefined, expected] : [expected, message];
const unwanted = (what, error, message) => fail('Got unwanted ' + what + (message === undefined ? '.' : ': ' + message) + '\\nActual message: "' + (error && error.message) + '"', undefined, error, undefined, what === 'exception' ? 'doesNotThrow' : 'doesNotReject');
const assert = (...args) => truthy(args);
const strict = (...args) => truthy(args);
const checks = {
  AssertionError,
  ok: (...args) => truthy(args),
  equal: (a, b, message) => { if (a != b && !(Number.isNaN(a) && Number.isNaN(b))) fail(message, inspect(a) + ' == ' + inspect(b), a, b, '=='); },
  notEqual: (a, b, message) => { if (a == b) fail(message, inspect(a) + ' != ' + inspect(b), a, b, '!='); },
  strictEqual: (a, b, message) => { if (!Object.is(a, b)) fail(message, differ('Expected values to be strictly equal:', a, b), a, b, 'strictEqual'); },
  notStrictEqual: (a, b, message) => { if (Object.is(a, b)) fail(message, isShort(a) ? 'Expected "actual" to be strictly unequal to: ' + inspect(b) : 'Expected "actual" not to be reference-equal to "expected":\\n\\n' + linesOf(a).join('\\n'), a, b, 'notStrictEqual'); },
  deepStrictEqual: (a, b, message) => { if (!isDeepStrictEqual(a, b)) fail(message, isShort(a) && isShort(b) ? differ('Expected values to be strictly deep-equal:', a, b) : 'Expected values to be strictly deep-equal:\\n' + difference(a, b), a, b, 'deepStrictEqual'); },
  deepEqual: (a, b, message) => { if (!loose(a, b)) fail(message, 'Expected values to be loosely deep-equal:\\n\\n' + linesOf(a).join('\\n') + '\\n\\nshould loosely deep-equal\\n\\n' + linesOf(b).join('\\n'), a, b, 'deepEqual'); },
  notDeepStrictEqual: (a, b, message) => { if (isDeepStrictEqual(a, b)) fail(message, 'Expected "actual" not to be strictly deep-equal to:' + (isShort(b) ? ' ' : '\\n\\n') + linesOf(b).join('\\n') + (isShort(b) ? '' : '\\n'), a, b, 'notDeepStrictEqual'); },
  notDeepEqual: (a, b, message) => { if (loose(a, b)) fail(message, 'Expected "actual" not to be loosely deep-equal to:' + (isShort(b) ? ' ' : '\\n\\n') + linesOf(b).join('\\n') + (isShort(b) ? '' : '\\n'), a, b, 'notDeepEqual'); },
  match: (text, pattern, message) => { if (!pattern.test(text)) fail(message, 'The input did not match the regular expression ' + inspect(pattern) + '. Input:\\n\\n' + inspect(text) + '\\n', text, pattern, 'match'); },
  doesNotMatch: (text, pattern, message) => { if (pattern.test(text)) fail(message, 'The input was expected to not match the regular expression ' + inspect(pattern) + '. Input:\\n\\n' + inspect(text) + '\\n', text, pattern, 'doesNotMatch'); },
  fail: (message) => fail(message, 'Failed', undefined, undefined, 'fail'),
  ifError: (value) => { if (value !== null && value !== undefined) fail('ifError got unwanted exception: ' + (value instanceof Error ? value.message : inspect(value)), undefined, value, null, 'ifError'); },
  throws: (run, ...rest) => {
    const [expected, message] = wordsOf(...rest);
    let error;
    try { run(); } catch (caught) { error = { caught }; }
    if (!error) missing('exception', expected, message, 'throws');
    expectError(error.caught, expected, message, 'throws');
  },
  rejects: async (run, ...rest) => {
    const [expected, message] = wordsOf(...rest);
    let error;
    try { await (typeof run === 'function' ? run() : run); } catch (caught) { error = { caught }; }
    if (!error) missing('rejection', expected, message, 'rejects');
    expectError(error.caught, expected, message, 'rejects');
  },
  doesNotThrow: (run, ...rest) => { try { run(); } catch (error) { unwanted('exception', error, wordsOf(...rest)[1]); } },
  doesNotReject: async (run, ...rest) => { try { await (typeof run === 'function' ? run() : run); } catch (error) { unwanted('rejection', error, wordsOf(...rest)[1]); } },
};
Object.assign(assert, checks, { strict });
Object.assign(strict, checks, { equal: checks.strictEqual, notEqual: checks.notStrictEqual, deepEqual: checks.deepStrictEqual, notDeepEqual: checks.notDeepStrictEqual, strict });
module.exports = assert;
`;
