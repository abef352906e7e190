import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const machines = { busybox: openMachine(), gnu: openMachine({ image: 'debian' }) };
for (const machine of Object.values(machines)) {
  machine.write('/d/left', '1 one\n2 two\n4 four\n');
  machine.write('/d/right', '1 uno\n2 dos\n3 tres\n');
  machine.write('/d/tabs', 'a\tb\n\tc\n');
  machine.write('/d/words', 'name size\nfile 10\nlonger-name 2000\n');
}

type Case = readonly [
  flavour: keyof typeof machines,
  argv: readonly string[],
  stdout: string,
  stdin?: string,
  stderr?: string,
  code?: number,
];

const cases: readonly Case[] = [
  ['gnu', ['join', 'left', 'right'], '1 one uno\n2 two dos\n'],
  [
    'gnu',
    ['join', '-a1', '-a2', '-e', '-', '-o', '0,1.2,2.2', 'left', 'right'],
    '1 one uno\n2 two dos\n3 - tres\n4 four -\n',
  ],
  ['gnu', ['expand', 'tabs'], 'a       b\n        c\n'],
  ['busybox', ['expand', '-t', '4', 'tabs'], 'a   b\n    c\n'],
  ['gnu', ['unexpand', '-a'], 'a\tb\n\tc\n', 'a       b\n        c\n'],
  [
    'gnu',
    ['fmt', '-w', '20'],
    'a few words that\nare put into lines\n',
    'a few words\nthat are put into lines\n',
  ],
  [
    'busybox',
    ['hexdump', '-C'],
    '00000000  68 69 0a 00 c3 bf                                 |hi....|\n00000006\n',
    'hi\n\0ÿ',
  ],
  ['busybox', ['hexdump'], '0000000 6968 000a                              \n0000003\n', 'hi\n'],
  ['busybox', ['xxd'], '00000000: 6869 0a                                  hi.\n', 'hi\n'],
  ['busybox', ['xxd', '-p'], '68690a\n', 'hi\n'],
  ['busybox', ['xxd', '-r', '-p'], 'hi\n', '68690a\n'],
  ['busybox', ['strings'], 'long enough\n', 'abc\0long enough\x01\x02xyz'],
  ['gnu', ['factor', '360', '97'], '360: 2 2 2 3 3 5\n97: 97\n'],
  ['gnu', ['cksum'], '3015617425 6\n', 'hello\n'],
  ['gnu', ['sum'], '36979     1\n', 'hello\n'],
  ['gnu', ['sum', '-s'], '542 1\n', 'hello\n'],
  ['busybox', ['split', '-l', '2', '-', '/tmp/part.'], '', '1\n2\n3\n'],
  ['busybox', ['cat', '/tmp/part.ab'], '3\n'],
  ['gnu', ['split', '-b', '3', '-d', '-', '/tmp/bytes'], '', 'abcdefg'],
  ['gnu', ['cat', '/tmp/bytes01', '/tmp/bytes02'], 'defg'],
  ['busybox', ['ar'], '', '', 'ar: this applet is not simulated\n', 127],
];

for (const [flavour, argv, stdout, stdin, stderr = '', code = 0] of cases) {
  test(`${flavour}: ${argv.join(' ')}`, () => {
    const options = { cwd: '/d', ...(stdin === undefined ? {} : { stdin }) };
    expect(machines[flavour].run(argv, options)).toEqual({ stdout, stderr, code });
  });
}
