import { expect, it } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const numbers = 'one\ntwo\nthree\nfour\nfive\n';
const fruits = 'apple 3\nbanana 1\n\ncherry 10\nApple 2\n';

const machines = { busybox: openMachine(), gnu: openMachine({ image: 'debian' }) };
for (const machine of Object.values(machines)) {
  machine.write('/d/n', numbers);
  machine.write('/d/f', fruits);
}

type Case = readonly [
  flavour: keyof typeof machines,
  argv: readonly string[],
  stdout: string,
  stderr?: string,
  code?: number,
  stdin?: string,
];

const cases: readonly Case[] = [
  ['gnu', ['cat', '-n', 'n'], '     1\tone\n     2\ttwo\n     3\tthree\n     4\tfour\n     5\tfive\n'],
  ['gnu', ['cat', 'nope', 'n'], numbers, 'cat: nope: No such file or directory\n', 1],
  ['busybox', ['cat', 'nope', 'n'], numbers, "cat: can't open 'nope': No such file or directory\n", 1],
  ['gnu', ['cat', '-y'], '', "cat: invalid option -- 'y'\nTry 'cat --help' for more information.\n", 1],
  ['gnu', ['wc', 'n', 'f'], ' 5  5 24 n\n 5  8 36 f\n10 13 60 total\n'],
  ['busybox', ['wc', '-l', 'n'], '5 n\n'],
  ['gnu', ['head', '-n', '2', 'n'], 'one\ntwo\n'],
  ['gnu', ['head', '-n', '-3', 'n'], 'one\ntwo\n'],
  ['busybox', ['head', '-c', '5', 'n'], 'one\nt'],
  ['gnu', ['tail', '-n', '2', 'n'], 'four\nfive\n'],
  ['gnu', ['tail', '-n', '+4', 'n'], 'four\nfive\n'],
  ['gnu', ['tail', 'nope'], '', "tail: cannot open 'nope' for reading: No such file or directory\n", 1],
  ['gnu', ['grep', '-n', 'o', 'n'], '1:one\n2:two\n4:four\n'],
  ['gnu', ['grep', '-c', 'e$', 'n', 'f'], 'n:3\nf:0\n'],
  ['gnu', ['grep', '-w', '-i', 'APPLE', 'f'], 'apple 3\nApple 2\n'],
  ['gnu', ['grep', '-oE', '[0-9]+', 'f'], '3\n1\n10\n2\n'],
  ['gnu', ['grep', '-A1', 'two', 'n'], 'two\nthree\n'],
  ['gnu', ['grep', '-E', 'a(', 'n'], '', 'grep: Unmatched ( or \\(\n', 2],
  ['gnu', ['grep', '\\(.\\)\\1', 'f'], 'apple 3\ncherry 10\nApple 2\n'],
  ['gnu', ['grep', '-r', 'three', '/d'], '/d/n:three\n'],
  ['gnu', ['grep', 'x', 'nope'], '', 'grep: nope: No such file or directory\n', 2],
  ['busybox', ['grep', 'zzz', 'n'], '', '', 1],
  ['gnu', ['sort', '-k2', '-n', 'f'], '\nbanana 1\nApple 2\napple 3\ncherry 10\n'],
  ['gnu', ['sort', '-ru', 'n'], 'two\nthree\none\nfour\nfive\n'],
  ['gnu', ['uniq', '-c'], '      2 a\n      1 b\n', '', 0, 'a\na\nb\n'],
  ['gnu', ['cut', '-d', ' ', '-f', '2', 'f'], '3\n1\n\n10\n2\n'],
  [
    'gnu',
    ['cut', 'n'],
    '',
    "cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n",
    1,
  ],
  ['gnu', ['tr', 'a-z', 'A-Z'], 'HI\n', '', 0, 'hi\n'],
  ['gnu', ['tr', '-cs', '[:alnum:]', '\\n'], 'a\nb\n', '', 0, 'a, b.'],
  ['gnu', ['sed', '-n', '2,3p', 'n'], 'two\nthree\n'],
  ['gnu', ['sed', 's/\\(.\\)e/[\\1]/g;/^$/d', 'f'], 'app[l] 3\nbanana 1\nc[h]rry 10\nApp[l] 2\n'],
  ['gnu', ['sed', ':a;N;$!ba;s/\\n/,/g', 'n'], 'one,two,three,four,five\n'],
  ['gnu', ['sed', 's/a/b', 'n'], '', "sed: -e expression #1, char 5: unterminated `s' command\n", 1],
  ['busybox', ['sed', '$d', 'n'], 'one\ntwo\nthree\nfour\n'],
  ['gnu', ['awk', '{s+=$2} END{print s, NR}', 'f'], '16 5\n'],
  ['gnu', ['awk', '-F', ' ', '$2>2{printf "%-8s|%03d\\n", $1, $2}', 'f'], 'apple   |003\ncherry  |010\n'],
  ['busybox', ['awk', 'function f(n){return n<2?n:f(n-1)+f(n-2)} BEGIN{print f(15)}'], '610\n'],
  [
    'busybox',
    ['awk', 'BEGIN{while((getline l < "n")>0) a[++c]=l; for(i=c;i>3;i--) print a[i]}'],
    'five\nfour\n',
  ],
  ['gnu', ['awk', '{print'], '', 'awk: line 1: syntax error at or near end of file\n', 2],
  ['gnu', ['seq', '3', '-1', '1'], '3\n2\n1\n'],
  ['gnu', ['base64'], 'aGk=\n', '', 0, 'hi'],
  ['gnu', ['base64', '-d'], 'hi', '', 0, 'aGk=\n'],
  ['gnu', ['md5sum', 'n'], '7fad74b001c55a2a11462be5af4e39c6  n\n'],
  ['gnu', ['diff', 'n', '-'], '2d1\n< two\n5a5\n> six\n', '', 1, 'one\nthree\nfour\nfive\nsix\n'],
  ['gnu', ['xargs', '-n', '1', 'head', '-n1'], 'one\napple 3\n', '', 0, 'n f\n'],
  ['gnu', ['xargs', '-I{}', 'wc', '-l', '{}'], '5 n\n', '', 0, 'n\n'],
  ['gnu', ['xargs', 'nosuch'], '', 'xargs: nosuch: No such file or directory\n', 127, 'a\n'],
  ['gnu', ['xargs', '-n1', 'cat'], '', 'cat: x: No such file or directory\n', 123, 'x\n'],
];

it.each(cases.map((each) => ({ name: `${each[0]}: ${each[1].join(' ')}`, each })))('$name', ({ each }) => {
  const [flavour, argv, stdout, stderr = '', code = 0, stdin = ''] = each;
  expect(machines[flavour].run(argv, { cwd: '/d', stdin })).toEqual({ stdout, stderr, code });
});
