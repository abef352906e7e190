import { expect, it } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';

const FILES = 'mkdir /w; cd /w; mkdir adir abdir; touch file1 file2 "sp ace"';

/** A shell at a terminal: types each text, and gives what appeared there after it. */
function typist(machine: TestMachine, argv: readonly string[]) {
  machine.sh(FILES);
  const env = { HOME: '/w', TERM: 'xterm', PS1: '$ ' };
  const shell = machine.start(argv, { terminal: true, stdin: '', env, cwd: '/w' });
  let seen = '';
  const fresh = () => {
    machine.advance(0.1);
    const text = machine.printed(shell.id).slice(seen.length);
    seen += text;
    return text;
  };
  fresh();
  return (text: string) => {
    shell.type(text);
    return fresh();
  };
}

type Session = readonly (readonly [typed: string, shown: string])[];

const ON = '\u001b[?2004h';
const OFF = '\u001b[?2004l\r';

const inBash: readonly (readonly [what: string, session: Session])[] = [
  [
    'moves and edits within a line',
    [
      ['abc\u001b[D\u001b[D', 'abc\b\b'],
      ['Z', '\u001b[1@Z'],
      ['\u000b', '\u001b[K'],
      ['\u0019', 'bc'],
      ['\u0017', '\r$ \u001b[K'],
      ['echo hi', 'echo hi'],
      ['\u0001', '\r$ '],
      ['\u001bf', 'echo'],
      ['\u001b[3~', '\u001b[1P'],
      ['\u0005', 'hi'],
      ['\u007f', '\b \b'],
      ['\u0015', '\r$ \u001b[K'],
      ['\u007f', '\u0007'],
    ],
  ],
  [
    'goes through the history',
    [
      ['echo hi\r', `echo hi\r\n${OFF}hi\r\n${ON}$ `],
      ['if true\r', `if true\r\n${OFF}${ON}> `],
      ['then echo yes; fi\r', `then echo yes; fi\r\n${OFF}yes\r\n${ON}$ `],
      ['\u001b[A', 'if true; then echo yes; fi'],
      ['\u001b[A', '\r$ echo h\u001b[19Pi'],
      ['\u001b[B\u001b[B', '\r$ \u001b[19@if true; then echo yes; fi\r$ \u001b[K'],
      ['!echo\r', `!echo\r\n${OFF}echo hi\r\nhi\r\n${ON}$ `],
      ['a \u001b.', 'a hi'],
      ['\u0003', `^C${OFF}${ON}${OFF}\r\n${ON}$ `],
      ['!zz\r', `!zz\r\n${OFF}bash: !zz: event not found\r\n${ON}$ `],
      ['history 2\r', `history 2\r\n${OFF}    3  echo hi\r\n    4  history 2\r\n${ON}$ `],
    ],
  ],
  [
    'completes words',
    [
      ['ls f', 'ls f'],
      ['\t', '\u0007ile'],
      ['\t', '\u0007'],
      ['1\r', `1\r\n${OFF}file1\r\n${ON}$ `],
      ['ls a', 'ls a'],
      ['\t', '\u0007'],
      ['\t', '\r\nabdir/ adir/  \r\n$ ls a'],
      ['d\t', 'dir/'],
      ['\u0015cat s\t', '\r$ \u001b[Kcat sp\\ ace '],
      ['\u0015ec\t', '\r$ \u001b[Kecho '],
      ['$HOM\t', '$HOME/'],
    ],
  ],
  [
    'takes what is pasted as it is',
    [
      ['\u001b[200~echo a\recho b\u001b[201~', 'echo a\r\necho b'],
      ['\r', `\r\n${OFF}a\r\nb\r\n${ON}$ `],
    ],
  ],
];

const inAsh: readonly (readonly [what: string, session: Session])[] = [
  [
    'moves and edits within a line',
    [
      ['echo hi\r', 'echo hi\r\nhi\r\n$ '],
      ['\u001b[A', '\r$ echo hi\u001b[J'],
      ['\u0001', '\u001b[7D'],
      ['X', 'Xecho hi\u001b[7D'],
      ['\u0005', 'echo hi'],
      ['\u0015', '\r$ \u001b[J'],
      ['abc\u001b[D\u001b[D', 'abc\b\b'],
      ['\u000b', '\u001b[J'],
      ['\u0003', '^C\r\n$ '],
    ],
  ],
  [
    'completes words',
    [
      ['ls f', 'ls f'],
      ['\t', '\u0007\r$ ls file\u001b[J'],
      ['\t', '\r\nfile1  file2\r\n\r$ ls file\u001b[J'],
      ['1\r', '1\r\nfile1\r\n$ '],
      ['cd ad\t', 'cd ad\r$ cd adir/\u001b[J'],
    ],
  ],
  [
    'looks for earlier lines',
    [
      ['echo hi\r', 'echo hi\r\nhi\r\n$ '],
      ['\u0012', "\r(reverse-i-search)'': \u001b[J"],
      [
        'ho',
        "\r(reverse-i-search)'h': echo hi\u001b[J\b\b\r(reverse-i-search)'ho': echo hi\u001b[J\u001b[5D",
      ],
      ['\r', '\r$ echo hi\u001b[J\u001b[5Dho hi\r\nhi\r\n$ '],
    ],
  ],
];

it.each(inBash)('bash %s', (_, session) => {
  const type = typist(openMachine({ image: 'debian:bookworm-slim' }), ['bash', '--norc']);
  expect(session.map(([typed]) => type(typed))).toEqual(session.map(([, shown]) => shown));
});

it.each(inAsh)('busybox %s', (_, session) => {
  const type = typist(openMachine(), ['sh']);
  expect(session.map(([typed]) => type(typed))).toEqual(session.map(([, shown]) => shown));
});

it('wraps long lines, and keeps what was typed over a change of the window', () => {
  const type = typist(openMachine(), ['sh']);
  const long = `echo ${'a'.repeat(72)}`;
  expect(type(long)).toBe(long);
  expect(type('bcd')).toBe('b\r\r\ncd');
  expect(type('\u001b[D\u001b[D\u001b[D')).toBe('\b\b\r\u001b[1A\u001b[79C');
  expect(type('\u0005\r')).toBe(`bcd\r\r\ncd\r\n${'a'.repeat(72)}bcd\r\n$ `.replace('bcd\r\r\n', 'b\r\r\n'));
});

it('keeps the history for the next session', () => {
  const machine = openMachine();
  const type = typist(machine, ['sh']);
  type('echo one\r');
  type('exit\r');
  expect(machine.read('/w/.ash_history')).toBe('echo one\nexit\n');
  const again = typist(machine, ['sh']);
  expect(again('\u001b[A\u001b[A')).toBe('\r$ exit\u001b[J\r$ echo one\u001b[J');
});

it('goes on in the middle of a line after it was stored and loaded', () => {
  let machine = openMachine({ image: 'debian:bookworm-slim' });
  const shell = machine.start(['bash', '--norc'], { terminal: true, stdin: '', env: { PS1: '$ ' } });
  shell.type('echo hx');
  machine.advance(1);
  machine = machine.reload();
  expect(machine.printed(shell.id)).toBe('$ echo hx');
});
