import {
  blocks,
  complains,
  exitAt,
  exits,
  type Invocation,
  lines,
  mebibyte,
  option,
  type Program,
  type Run,
} from './program.ts';
import { duration } from './sleep.ts';

/** Workers have touched their memory after so long. */
const allocatedMs = 300;
const defaultBytes = 256 * mebibyte;
const unitBytes: Readonly<Record<string, number>> = { '': 1, B: 1, K: 1024, M: mebibyte, G: 1024 * mebibyte };

/** stress and stress-ng: `--vm 1 --vm-bytes 250M --vm-hang 1`, `--cpu 2`, `--timeout 60s`. */
export const stress: Program = (invocation) => {
  const { argv } = invocation;
  if (argv.length === 1 || argv.includes('--help')) {
    return exits(invocation, argv.length === 1 ? 1 : 0, { stdout: usage });
  }
  const cpu = count(argv, '-c', '--cpu');
  const io = count(argv, '-i', '--io');
  const vm = count(argv, '-m', '--vm');
  const hdd = count(argv, '-d', '--hdd');
  const bytes = bytesOf(option(argv, '--vm-bytes') ?? '') ?? defaultBytes;
  const announced = `stress: info: [1] dispatching hogs: ${cpu} cpu, ${io} io, ${vm} vm, ${hdd} hdd`;
  return running(invocation, announced, vm * bytes, option(argv, '-t', '--timeout'));
};

/** vish/stress: `-mem-total 950Mi -cpus 2`. */
export const vishStress: Program = (invocation) => {
  const bytes = quantity(option(invocation.argv, '-mem-total', '--mem-total') ?? '0');
  if (bytes === undefined) return complains(invocation, 'invalid memory quantity', 2);
  const run = running(invocation, 'Allocating memory', bytes, undefined);
  return { ...run, stop: { afterMs: 10, code: 2 } };
};

function running(invocation: Invocation, announced: string, bytes: number, timeout: string | undefined): Run {
  const { atMs } = invocation;
  const run: Run = {
    ...blocks(lines('stdout', atMs, [announced])),
    memory: { bytes, atMs: atMs + allocatedMs },
  };
  const milliseconds = timeout === undefined ? undefined : duration(timeout);
  if (milliseconds === undefined) return run;
  const endMs = atMs + milliseconds;
  const done = `stress: info: [1] successful run completed in ${Math.round(milliseconds / 1000)}s`;
  return { ...run, output: [...run.output, ...lines('stdout', endMs, [done])], exit: exitAt(endMs, 0) };
}

function count(argv: readonly string[], short: string, long: string): number {
  const text = option(argv, short, long);
  return /^\d{1,4}$/.test(text ?? '') ? Number(text) : 0;
}

function bytesOf(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,15})([BKMGbkmg]?)$/.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unitBytes[unit.toUpperCase()] ?? 1);
}

/** A Kubernetes quantity of bytes, for the units people use. */
function quantity(text: string): number | undefined {
  const [, amount, unit = '', binary = ''] = /^(\d{1,15})([KMG]?)(i?)$/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const power = ['', 'K', 'M', 'G'].indexOf(unit);
  return Number(amount) * (binary === 'i' ? 1024 : 1000) ** power;
}

const usage = `\`stress' imposes certain types of compute stress on your system

Usage: stress [OPTION [ARG]] ...
 -?, --help         show this help statement
 -t, --timeout N    timeout after N seconds
 -c, --cpu N        spawn N workers spinning on sqrt()
 -m, --vm N         spawn N workers spinning on malloc()/free()
     --vm-bytes B   malloc B bytes per vm worker (default is 256MB)
`;
