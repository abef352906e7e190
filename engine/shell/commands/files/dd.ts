import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { commandName, isBusybox, Quit } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { parseSize } from './size.ts';

/** What one step copies at most, in bytes; then other processes get their turn. */
const STEP_BYTES = 1_048_576;
/** The largest block, in bytes. */
const BLOCK_MAX = 2 ** 31;
/** Copying, in bytes a millisecond: a disk of 1 GB/s. */
const BYTES_PER_MS = 1_000_000;

/** What it has in memory beside a block. */
const OWN_BYTES = 335_872;

type State = {
  input: number;
  output: number;
  outputName: string;
  block: number;
  /** Bytes that are to come; undefined: until the end. */
  left: number | undefined;
  copied: number;
  startedMs: number;
  quiet: 'none' | 'noxfer' | undefined;
  /** Zeros are written by making the file longer: they take no room. */
  zeros: boolean;
  dueMs: number;
  failed: boolean;
};

export const dd: Program<State> = guarded({
  start(system) {
    const values = parse(system);
    const block = size(system, values.get('bs') ?? values.get('ibs') ?? '512');
    if (block === 0 || block > BLOCK_MAX)
      throw fail(system, `invalid number: ${quote(system, values.get('bs') ?? '')}`);
    const count = values.get('count');
    const [input, output] = [values.get('if'), values.get('of')];
    const conversions = (values.get('conv') ?? '').split(',');
    const from = input === undefined ? 0 : open(system, input, { read: true });
    const keeps = conversions.includes('notrunc') || values.has('seek');
    const to =
      output === undefined ? 1 : open(system, output, { write: true, create: true, truncate: !keeps });
    skipInput(system, from, block * size(system, values.get('skip') ?? '0'));
    const seek = block * size(system, values.get('seek') ?? '0');
    if (seek > 0) system.seek(to, seek, 'set');
    const status = values.get('status');
    const source = input === undefined ? system.statDescriptor(0) : system.stat(input);
    const target = output === undefined ? system.statDescriptor(1) : system.stat(output);
    const isZero = source.special?.[0] === 1 && source.special[1] === 5;
    if (block > STEP_BYTES) system.setMemory(OWN_BYTES + block);
    const state: State = {
      input: from,
      output: to,
      outputName: output ?? 'standard output',
      block,
      left: count === undefined ? undefined : size(system, count) * block,
      copied: 0,
      startedMs: system.now,
      quiet: status === 'none' || status === 'noxfer' ? status : undefined,
      zeros: isZero && (isNull(target.special) || (target.type === 'file' && target.size <= seek)),
      dueMs: system.now,
      failed: false,
    };
    return step(system, state);
  },
  step,
});

function isNull(special: readonly [number, number] | undefined): boolean {
  return special?.[0] === 1 && special[1] === 3;
}

const known = new Set([
  'if',
  'of',
  'bs',
  'ibs',
  'obs',
  'count',
  'skip',
  'seek',
  'conv',
  'status',
  'iflag',
  'oflag',
]);

function parse(system: System): Map<string, string> {
  const values = new Map<string, string>();
  for (const word of system.argv.slice(1)) {
    const equals = word.indexOf('=');
    const name = word.slice(0, Math.max(0, equals));
    if (known.has(name)) values.set(name, word.slice(equals + 1));
    else if (isBusybox(system)) throw new Quit(`${commandName(system)}: invalid argument '${word}'\n`, 1);
    else
      throw new Quit(
        `dd: unrecognized operand ${quote(system, word)}\nTry 'dd --help' for more information.\n`,
        1,
      );
  }
  return values;
}

function size(system: System, text: string): number {
  const bytes = parseSize(text);
  if (bytes !== undefined) return bytes;
  throw fail(
    system,
    isBusybox(system) ? `invalid number '${text}'` : `invalid number: ${quote(system, text)}`,
  );
}

function open(system: System, path: string, options: Parameters<System['open']>[1]): number {
  try {
    return system.open(path, options);
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system)
        ? `can't open '${path}': ${message}`
        : `failed to open ${quotedName(path)}: ${message}`,
    );
  }
}

function skipInput(system: System, input: number, bytes: number): void {
  if (bytes === 0) return;
  try {
    system.seek(input, bytes, 'set');
  } catch (error) {
    const { message } = systemError(error);
    throw fail(system, `${isBusybox(system) ? '' : "'standard input': cannot skip: "}${message}`);
  }
}

function step(system: System, state: State): Next<State> {
  if (state.dueMs > system.now) return { state, until: { timeMs: state.dueMs } };
  try {
    const outcome =
      state.zeros && state.left !== undefined ? writeZeros(system, state, state.left) : copy(system, state);
    if (outcome === AGAIN) return { state, until: { readable: [state.input] } };
    if (outcome === 'more') return { state, until: { timeMs: state.dueMs } };
  } catch (error) {
    const { message } = systemError(error);
    state.failed = true;
    system.write(2, `dd: error writing '${state.outputName}': ${message}\n`);
  }
  summary(system, state);
  return { exit: state.failed ? 1 : 0 };
}

function writeZeros(system: System, state: State, bytes: number): 'more' | 'done' {
  if (bytes === 0) return 'done';
  if (system.statDescriptor(state.output).type === 'file') {
    const at = system.seek(state.output, 0, 'current');
    try {
      system.truncate(state.output, at + bytes);
    } catch (error) {
      state.copied += fill(system, state, at, bytes);
      throw error;
    }
    system.seek(state.output, at + bytes, 'set');
  }
  state.copied += bytes;
  state.left = 0;
  state.dueMs = system.now + bytes / BYTES_PER_MS;
  return 'more';
}

/** Where not all of it fits: as many whole blocks as there is room for. @returns their bytes */
function fill(system: System, { output, block }: State, at: number, bytes: number): number {
  let [fitting, tooMany] = [0, Math.ceil(bytes / block)];
  while (tooMany - fitting > 1) {
    const blocks = Math.floor((fitting + tooMany) / 2);
    try {
      system.truncate(output, at + blocks * block);
      fitting = blocks;
    } catch (error) {
      systemError(error);
      tooMany = blocks;
    }
  }
  return fitting * block;
}

function copy(system: System, state: State): 'more' | 'done' | typeof AGAIN {
  let budget = STEP_BYTES;
  while (budget > 0) {
    if (state.left === 0) return 'done';
    const data = system.read(state.input, Math.min(state.block, state.left ?? state.block, STEP_BYTES));
    if (data === AGAIN) return AGAIN;
    if (data.length === 0) return 'done';
    system.write(state.output, data);
    state.copied += data.length;
    if (state.left !== undefined) state.left -= data.length;
    budget -= data.length;
  }
  state.dueMs = system.now + STEP_BYTES / BYTES_PER_MS;
  return 'more';
}

function summary(system: System, state: State): void {
  const { block, copied } = state;
  if (state.quiet === 'none') return;
  const whole = Math.floor(copied / block);
  const rest = copied % block === 0 ? 0 : 1;
  // The last block was read, but couldn't be written.
  let text = `${whole + (state.failed ? 1 : 0)}+${rest} records in\n${whole}+${rest} records out\n`;
  if (state.quiet === undefined) {
    const seconds = Math.max(system.now - state.startedMs, 0.05) / 1000;
    const rate = copied / seconds;
    text += isBusybox(system)
      ? `${copied} bytes (${binary(copied)}) copied, ${seconds.toFixed(6)} seconds, ${binary(rate)}/s\n`
      : `${copied} bytes${copied < 1000 ? '' : ` (${decimal(copied)}${copied < 1024 ? '' : `, ${gnuBinary(copied)}`})`} copied, ${Number(seconds.toPrecision(6))} s, ${decimal(rate)}/s\n`;
  }
  system.write(2, text);
}

function scaled(value: number, base: number, units: readonly string[]): readonly [number, string] {
  let rest = value;
  let unit = 0;
  while (rest >= base && unit < units.length - 1) {
    rest /= base;
    unit++;
  }
  return [rest, units[unit] ?? ''];
}

function binary(value: number): string {
  const [number, unit] = scaled(value, 1024, ['', 'K', 'M', 'G', 'T']);
  return `${number.toFixed(1)}${unit}B`;
}

function decimal(value: number): string {
  const [number, unit] = scaled(value, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
  return `${number < 9.95 ? number.toFixed(1) : Math.round(number)} ${unit}`;
}

function gnuBinary(value: number): string {
  const [number, unit] = scaled(value, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
  return `${number < 9.95 ? number.toFixed(1) : Math.round(number)} ${unit}`;
}
