import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logText, run, start } from './start.ts';

const debian = { image: 'debian' };
const bash = { image: 'debian', shell: 'bash' };

/** What a script prints, and how it ends. */
function outcome(script: string, options = {}) {
  const { log, exit } = run(script, options);
  return [log.map(({ text }) => text), exit?.atMs, exit?.code];
}

describe('a script is played on the clock', () => {
  test.each([
    ['echo a; sleep 2; echo b', ['a', 'b'], 2000, 0],
    ['echo a && false && echo b || echo c', ['a', 'c'], 0, 0],
    ['true || echo a; false; echo $?', ['1'], 0, 0],
    ['! false; echo $?', ['0'], 0, 0],
    ['exit 7', [], 0, 7],
    ['exit 300', [], 0, 44],
    ['sleep 1m; exit 1', [], 60_000, 1],
    ['for i in 1 2 3; do echo $i; sleep 1; done', ['1', '2', '3'], 3000, 0],
    ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done', ['1', '2', '3'], 3, 0],
    ['until [ -f /tmp/x ]; do touch /tmp/x; echo once; done', ['once'], 1, 0],
    ['while true; do echo a; break; done; echo b', ['a', 'b'], 0, 0],
    ['for i in 1 2 3; do if [ $i = 2 ]; then continue; fi; echo $i; done', ['1', '3'], 0, 0],
    ['for i in 1 2; do for j in 1 2; do break 2; done; done; echo out', ['out'], 0, 0],
    ['if [ -d /tmp ]; then echo yes; elif true; then echo no; else echo never; fi', ['yes'], 0, 0],
    ['(cd /tmp; pwd); pwd', ['/tmp', '/'], 0, 0],
    ['{ echo a; echo b; } > /tmp/f; cat /tmp/f', ['a', 'b'], 0, 0],
    ['sleep 5 & sleep 2; echo two; wait; echo five', ['two', 'five'], 5000, 0],
    ['(sleep 3; touch /tmp/x) & until [ -f /tmp/x ]; do sleep 1; done; echo done', ['done'], 3000, 0],
    ['set -e; echo a; false; echo b', ['a'], 0, 1],
    ['set -e; if false; then :; fi; false || echo saved', ['saved'], 0, 0],
    ['trap "echo bye" EXIT; echo hi', ['hi', 'bye'], 0, 0],
    ['exec echo last; echo never', ['last'], 0, 0],
    ['eval "echo a; echo b"', ['a', 'b'], 0, 0],
    ['echo "echo from file" > /tmp/s.sh; sh /tmp/s.sh; . /tmp/s.sh', ['from file', 'from file'], 0, 0],
    ['printf "%s-%s\\n" a b c', ['a-b', 'c-'], 0, 0],
    ['timeout 3 sleep 10; echo $?', ['143'], 3000, 0],
  ])('%s', (script, log, atMs, code) => {
    expect(outcome(script)).toEqual([log, atMs, code]);
  });
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are the shell's
describe('words are expanded', () => {
  test.each([
    ['echo $HOSTNAME ${HOSTNAME} "$HOSTNAME" \'$HOSTNAME\'', 'web-0 web-0 web-0 $HOSTNAME'],
    ['echo $(hostname) `hostname`', 'web-0 web-0'],
    ['echo ${NOPE:-default} ${HOSTNAME:+set} "${NOPE}"', 'default set '],
    ['echo ${HOSTNAME##*-} ${HOSTNAME%-*} ${#HOSTNAME}', '0 web 5'],
    ['a=1; b=$a$a; echo $b', '11'],
    ['A=x sh -c \'echo $A\'; echo "[$A]"', 'x\n[]'],
    ['echo $((2 + 3 * 4)) $(( (2+3) * 4 )) $((7/2)) $((7%2))', '14 20 3 1'],
    ['x="a  b"; echo $x; echo "$x"', 'a b\na  b'],
    ['set -- a b c; echo $# $1 $@; shift; echo $*', '3 a a b c\nb c'],
    ['echo "a\\"b" a\\ b', 'a"b a b'],
    ['echo a # comment', 'a'],
    ['echo a#b', 'a#b'],
    ['touch /tmp/a.txt /tmp/b.txt; echo /tmp/*.txt /tmp/*.md', '/tmp/a.txt /tmp/b.txt /tmp/*.md'],
    ["echo 'a b' | wc -w; seq 3 | tail -n 1; echo hello | grep -c ell", '2\n3\n1'],
    ['echo hi | tr a-z A-Z; echo web-3 | cut -d- -f2; echo a-b | sed s/a/x/', 'HI\n3\nx-b'],
    ['cat <<EOF\nhost $HOSTNAME\nEOF\necho end', 'host web-0\nend'],
    ["cat <<'EOF'\nhost $HOSTNAME\nEOF", 'host $HOSTNAME'],
    ['printf "a\\nb\\n" | while read line; do echo "<$line>"; done', '<a>\n<b>'],
    ['echo out > /dev/null; echo err >&2; echo both 2>&1', 'err\nboth'],
    ['ls /nope 2>/dev/null || echo missing', 'missing'],
    ['echo {1..3}', '{1..3}'],
    ['date; date +%Y-%m-%d; date +%s', 'Wed Jan  1 00:00:00 UTC 2025\n2025-01-01\n1735689600'],
  ])('%s', (script, text) => {
    expect(logText(run(script))).toBe(text);
  });

  test('bash has braces and double brackets', () => {
    expect(
      logText(run('for i in {1..3}; do echo $i; done; [[ $HOSTNAME == web-0 && 1 < 2 ]] && echo yes', bash)),
    ).toBe('1\n2\n3\nyes');
  });
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are the shell's
describe('what isn’t understood is told as the shell in question would', () => {
  test.each([
    ['foo', {}, 127, 'sh: foo: not found'],
    ['echo a\nfoo', debian, 127, 'a\nsh: 2: foo: not found'],
    ['foo', bash, 127, 'bash: line 1: foo: command not found'],
    ['/no/such', {}, 127, 'sh: /no/such: not found'],
    ['/tmp', debian, 126, 'sh: 1: /tmp: Permission denied'],
    ['if true; echo x; fi', {}, 2, 'sh: syntax error: unexpected "fi"'],
    ['if true; echo x; fi', debian, 2, 'sh: 1: Syntax error: "fi" unexpected'],
    ['if true; echo x; fi', bash, 2, "bash: -c: line 1: syntax error near unexpected token `fi'"],
    ['while true; do echo x', debian, 2, 'sh: 1: Syntax error: end of file unexpected'],
    ['echo "unfinished', {}, 2, 'sh: syntax error: unexpected end of file'],
    ['case x in x) echo y;; esac', {}, 2, 'sh: syntax error: unexpected "case"'],
    ['f() { echo x; }', {}, 2, 'sh: syntax error: unexpected "("'],
    ['a=(1 2)', bash, 2, "bash: -c: line 1: syntax error near unexpected token `('"],
    [
      'echo hi > /no/such/file',
      { mounts: { directories: [], files: {} } },
      1,
      "sh: can't create /no/such/file: nonexistent directory",
    ],
    ['echo $((1 +))', {}, 2, 'sh: arithmetic syntax error'],
    ['set -u; echo $NOPE', {}, 2, 'sh: NOPE: parameter not set'],
    ['sleep abc', {}, 1, "sleep: invalid number 'abc'"],
    ['cat /nope', debian, 1, 'cat: /nope: No such file or directory'],
  ])('%s', (script, options, code, text) => {
    const timeline = run(script, options);
    expect(timeline.exit?.code).toBe(code);
    expect(logText(timeline)).toBe(text);
  });
});

describe('a script that goes on for ever', () => {
  test('is a process without an end, and a log that is bounded', () => {
    const timeline = run('i=0; while true; do echo "$i: $(date)"; i=$((i+1)); sleep 1; done');
    expect(timeline.exit).toBeUndefined();
    expect(timeline.log[61]).toEqual({
      atMs: 61_000,
      stream: 'stdout',
      text: '61: Wed Jan  1 00:01:01 UTC 2025',
    });
    expect(timeline.log.length).toBeLessThanOrEqual(2001);
    expect(timeline.log.length).toBeGreaterThan(1000);
  });

  test.each([
    'while true; do :; done',
    'while :; do sleep 3600; done',
    'sleep infinity',
    'tail -f /dev/null',
    'while true; do a=$a$a-; done',
  ])('%s', (script) => {
    expect(run(script).exit).toBeUndefined();
  });

  test('tail -f shows what a background job writes', () => {
    const timeline = run(
      '(for i in 1 2; do sleep 1; echo $i >> /tmp/log; done) & touch /tmp/log; tail -f /tmp/log',
    );
    expect(timeline.log).toEqual([
      { atMs: 1000, stream: 'stdout', text: '1' },
      { atMs: 2000, stream: 'stdout', text: '2' },
    ]);
    expect(timeline.exit).toBeUndefined();
  });
});

test('scripts mounted as files run, by their interpreter', () => {
  const mounts = {
    directories: ['/scripts'],
    files: { '/scripts/run.sh': '#!/bin/sh\necho "$0 $1"\nexit 4\n', '/scripts/x.sh': '#!/bin/nope\n' },
  };
  const direct = start('busybox', { command: ['/scripts/run.sh', 'a'], mounts });
  expect([logText(direct), direct.exit?.code]).toEqual(['/scripts/run.sh a', 4]);
  const shell = start('busybox', { command: ['sh', '/scripts/run.sh', 'b'], mounts });
  expect(logText(shell)).toBe('/scripts/run.sh b');
  expect(logText(start('busybox', { command: ['sh', '/nope.sh'] }))).toBe(
    "sh: can't open '/nope.sh': No such file or directory",
  );
});

test('the termination message can be read', () => {
  const timeline = run('sleep 10 && echo Sleep expired > /dev/termination-log');
  expect(timeline.exit).toEqual({ atMs: 10_000, code: 0, reason: 'Completed' });
  expect(timeline.readFile('/dev/termination-log', 10_000)).toBe('Sleep expired\n');
});

test('packages that are installed can be used', () => {
  expect(run('curl localhost').exit?.code).toBe(127);
  const installed = run('apt-get update && apt-get install -y curl && curl -s localhost', debian);
  expect(installed.exit?.code).toBe(7);
});

describe('nothing a user writes breaks it', () => {
  test.each([
    ['nested substitutions', `echo ${'$('.repeat(10_000)}`],
    ['nested groups', `${'{ '.repeat(10_000)}`],
    ['nested brackets', `echo $((${'('.repeat(10_000)}1))`],
    ['nested subshells', `${'('.repeat(10_000)}`],
    ['nested quotes', `echo ${'"${a:-'.repeat(5000)}`],
    ['a huge script', 'echo x;'.repeat(100_000)],
    ['doubling variables', 'a=xxxxxxxxxx; while true; do a=$a$a$a$a; echo $a > /tmp/a; done'],
    ['many files', 'i=0; while true; do i=$((i+1)); touch /tmp/f$i; ls /tmp > /dev/null; done'],
    ['many variables', 'i=0; while true; do i=$((i+1)); eval "v$i=$i"; done'],
    ['a script that calls itself', 'echo "sh /tmp/x; sh /tmp/x" > /tmp/x; sh /tmp/x'],
    ['a fork bomb', 'echo "sh /tmp/x & sh /tmp/x &" > /tmp/x; sh /tmp/x'],
    [
      'prototype names',
      '__proto__=1; constructor=2; echo $__proto__ $constructor; __proto__; touch /__proto__',
    ],
  ])('%s', (_name, script) => {
    expect(() => run(script)).not.toThrow();
  });

  test('any text is a script or a syntax error', () => {
    const words = fc.constantFrom(
      'echo',
      'a',
      '$x',
      '"',
      "'",
      '`',
      '$(',
      ')',
      '(',
      '{',
      '}',
      ';',
      '&&',
      '||',
      '|',
      '&',
      '\n',
      ' ',
      'if',
      'then',
      'fi',
      'while',
      'do',
      'done',
      'for',
      'in',
      '<<EOF',
      'EOF',
      '>',
      '2>&1',
      '$((',
      '))',
      '${',
      ':-',
      '\\',
      '#',
      '!',
      '[[',
      ']]',
      'x=',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (tokens) => {
        const { exit } = run(tokens.join(' '), { interactive: false });
        expect(exit === undefined || exit.code >= 0).toBe(true);
      }),
      { seed: 20_250_101, numRuns: 1500 },
    );
  });
});
