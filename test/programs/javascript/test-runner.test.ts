import { expect, it, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const COLOR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

const machine = openMachine({ image: 'node:20-alpine' });

machine.write(
  '/app/sum.test.js',
  `const test = require('node:test');
const assert = require('node:assert');
const { describe, it, before, beforeEach, mock } = test;
const order = [];
test('adds', () => { assert.strictEqual(1 + 1, 2); });
test('subtracts', async () => { assert.strictEqual(1 - 1, 2); });
test('later', { todo: true }, () => {});
describe('a suite', () => {
  before(() => order.push('before'));
  beforeEach(() => order.push('each'));
  it('waits', (t, done) => setTimeout(done, 5));
  it.skip('not now', () => {});
  it('knows its hooks', () => assert.deepEqual(order, ['before', 'each', 'each']));
});
test('has parts', async (t) => {
  const fn = mock.fn((n) => n * 2);
  await t.test('a part', () => assert.equal(fn(4), 8));
  assert.deepStrictEqual(fn.mock.calls.map((call) => call.arguments), [[4]]);
});
`,
);
machine.write('/app/test/good.js', "require('node:test')('fine', () => console.log('said'));");
machine.write('/app/test/bad.mjs', "console.log('never a test'); process.exit(2);");
machine.write(
  '/app/package.json',
  '{"name":"app","version":"1.0.0","scripts":{"test":"node --test test/good.js"}}',
);

const run = (argv: readonly string[], terminal = false) => {
  const ran = machine.run(argv, { cwd: '/app', stdin: '', terminal });
  const stdout = ran.stdout
    .replaceAll(/duration_ms[: ][ \d.]+/g, 'duration_ms N')
    .replaceAll(/\([\d.]+ms\)/g, '(Nms)')
    .replaceAll(COLOR, '')
    .replaceAll('\r', '');
  return { ...ran, stdout };
};

test('a file with tests reports them as TAP', () => {
  const { stdout, stderr, code } = run(['node', 'sum.test.js']);
  expect([stderr, code]).toEqual(['', 1]);
  const took = (pad: string) => `${pad}---\n${pad}duration_ms N\n`;
  expect(stdout.replaceAll(took('  '), '').replaceAll(took('      '), '')).toBe(`TAP version 13
# Subtest: adds
ok 1 - adds
  ...
# Subtest: subtracts
not ok 2 - subtracts
  location: '/app/sum.test.js:6:1'
  failureType: 'testCodeFailure'
  error: |-
    Expected values to be strictly equal:
    
    0 !== 2
    
  code: 'ERR_ASSERTION'
  name: 'AssertionError'
  expected: 2
  actual: 0
  operator: 'strictEqual'
  stack: |-
    TestContext.<anonymous> (/app/sum.test.js:6:40)
    Test.runInAsyncScope (node:async_hooks:206:9)
    Test.run (node:internal/test_runner/test:796:25)
    async Test.processPendingSubtests (node:internal/test_runner/test:526:7)
  ...
# Subtest: later
ok 3 - later # TODO
  ...
# Subtest: a suite
    # Subtest: waits
    ok 1 - waits
      ...
    # Subtest: not now
    ok 2 - not now # SKIP
      ...
    # Subtest: knows its hooks
    ok 3 - knows its hooks
      ...
    1..3
ok 4 - a suite
  type: 'suite'
  ...
# Subtest: has parts
    # Subtest: a part
    ok 1 - a part
      ...
    1..1
ok 5 - has parts
  ...
1..5
# tests 8
# suites 1
# pass 5
# fail 1
# cancelled 0
# skipped 1
# todo 1
# duration_ms N
`);
});

test('at a terminal they are shown with signs', () => {
  const { stdout, code } = run(['node', 'sum.test.js'], true);
  expect(code).toBe(1);
  expect(stdout.split('\n').filter((line) => /^ *[✔✖▶﹣ℹ]/u.test(line))).toEqual([
    '✔ adds (Nms)',
    '✖ subtracts (Nms)',
    '✔ later (Nms) # TODO',
    '▶ a suite',
    '  ✔ waits (Nms)',
    '  ﹣ not now (Nms) # SKIP',
    '  ✔ knows its hooks (Nms)',
    '✔ a suite (Nms)',
    '▶ has parts',
    '  ✔ a part (Nms)',
    '✔ has parts (Nms)',
    'ℹ tests 8',
    'ℹ suites 1',
    'ℹ pass 5',
    'ℹ fail 1',
    'ℹ cancelled 0',
    'ℹ skipped 1',
    'ℹ todo 1',
    'ℹ duration_ms N',
    '✖ failing tests:',
    '✖ subtracts (Nms)',
  ]);
});

it.each([
  ['all files with tests that there are', ['--test'], 1, ['1', '2', '3', '4', '5', '6', '7'], '10'],
  ['those that are named', ['--test', 'test/good.js'], 0, ['1'], '1'],
])('node --test runs %s', (_, args, code, numbers, tests) => {
  const ran = run(['node', ...args]);
  expect(ran.code).toBe(code);
  expect([...ran.stdout.matchAll(/^(?:not )?ok (\d+)/gm)].map(([, number]) => number)).toEqual(numbers);
  expect(ran.stdout).toContain(`\n# tests ${tests}\n`);
  expect(ran.stdout).toContain('# said\n');
});

test('npm test runs them', () => {
  const { stdout, code } = run(['npm', 'test']);
  expect(code).toBe(0);
  expect(stdout).toContain('\n> app@1.0.0 test\n> node --test test/good.js\n\nTAP version 13\n');
});
