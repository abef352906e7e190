/** node:assert */
export const assertSource = `
const { inspect, isDeepStrictEqual } = require('util');
class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message);
    this.name = 'AssertionError';
    this.code = 'ERR_ASSERTION';
    this.generatedMessage = false;
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
  }
}
const fail = (given, words, actual, expected, operator) => { if (given instanceof Error) throw given; throw new AssertionError({ message: given ?? words, actual, expected, operator }); };
const differ = (title, a, b) => title + '\\n\\n' + inspect(a) + ' !== ' + inspect(b) + '\\n';
const loose = (a, b) => a == b || (typeof a === 'object' && typeof b === 'object' && a && b && Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => loose(a[key], b[key])));
const assert = (value, message) => { if (!value) fail(message, 'The expression evaluated to a falsy value', value, true, '=='); };
Object.assign(assert, {
  AssertionError,
  ok: (value, message) => { if (!value) fail(message, 'The expression evaluated to a falsy value', value, true, '=='); },
  equal: (a, b, message) => { if (a != b) fail(message, inspect(a) + ' == ' + inspect(b), a, b, '=='); },
  notEqual: (a, b, message) => { if (a == b) fail(message, inspect(a) + ' != ' + inspect(b), a, b, '!='); },
  strictEqual: (a, b, message) => { if (!Object.is(a, b)) fail(message, differ('Expected values to be strictly equal:', a, b), a, b, 'strictEqual'); },
  notStrictEqual: (a, b, message) => { if (Object.is(a, b)) fail(message, 'Expected "actual" to be strictly unequal to: ' + inspect(b), a, b, 'notStrictEqual'); },
  deepStrictEqual: (a, b, message) => { if (!isDeepStrictEqual(a, b)) fail(message, 'Expected values to be strictly deep-equal:\\n' + inspect(a) + '\\n\\nshould loosely deep-equal\\n\\n' + inspect(b), a, b, 'deepStrictEqual'); },
  deepEqual: (a, b, message) => { if (!loose(a, b)) fail(message, 'Expected values to be loosely deep-equal:\\n\\n' + inspect(a) + '\\n\\nshould loosely deep-equal\\n\\n' + inspect(b), a, b, 'deepEqual'); },
  notDeepStrictEqual: (a, b, message) => { if (isDeepStrictEqual(a, b)) fail(message, 'Expected "actual" not to be strictly deep-equal to: ' + inspect(b), a, b, 'notDeepStrictEqual'); },
  match: (text, pattern, message) => { if (!pattern.test(text)) fail(message, 'The input did not match the regular expression ' + inspect(pattern) + '. Input:\\n\\n' + inspect(text) + '\\n', text, pattern, 'match'); },
  fail: (message) => fail(message, 'Failed', undefined, undefined, 'fail'),
  throws: (run, expected) => { let error; let thrown = false; try { run(); } catch (caught) { thrown = true; error = caught; } if (!thrown) fail(undefined, 'Missing expected exception.', undefined, expected, 'throws'); if (expected instanceof RegExp && !expected.test(String(error))) throw error; if (typeof expected === 'function' && expected.prototype && !(error instanceof expected)) throw error; },
  rejects: async (run) => { let thrown = false; try { await (typeof run === 'function' ? run() : run); } catch { thrown = true; } if (!thrown) fail(undefined, 'Missing expected rejection.', undefined, undefined, 'rejects'); },
  doesNotThrow: (run) => { run(); },
});
assert.strict = assert;
module.exports = assert;
`;
