import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const machines = { busybox: openMachine(), gnu: openMachine({ image: 'debian' }) };

type Case = readonly [
  flavour: keyof typeof machines,
  argv: readonly string[],
  stdout: string,
  stderr?: string,
  code?: number,
];

const cases: readonly Case[] = [
  ['gnu', ['echo', '-n', 'a b', 'ü'], 'a b ü'],
  ['busybox', ['echo', '-e', 'a\\tb'], 'a\tb\n'],
  ['gnu', ['printf', '%s=%03d\\n', 'a', '7', 'b', '8'], 'a=007\nb=008\n'],
  ['gnu', ['printf', '%d\\n', 'x'], '0\n', "printf: 'x': expected a numeric value\n", 1],
  ['gnu', ['test', '-d', '/etc'], ''],
  ['busybox', ['[', '1', '-gt', '2', ']'], '', '', 1],
  ['gnu', ['[', 'a'], '', "[: missing ']'\n", 2],
];

for (const [flavour, argv, stdout, stderr = '', code = 0] of cases) {
  test(`${flavour}: ${argv.join(' ')}`, () => {
    expect(machines[flavour].run(argv)).toEqual({ stdout, stderr, code });
  });
}
