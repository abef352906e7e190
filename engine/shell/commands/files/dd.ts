import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox } from '../options.ts';
import { quote } from '../quoting.ts';
import { type Conversion, convert, endOfRecord } from './dd-conversions.ts';
import { conversionsOf, flags, modeOf, open, parseOperands, size, statusOf } from './dd-operands.ts';
import { noRoomWords, progress, summary } from './dd-report.ts';

/** What one step copies at most, in bytes; then other processes get their turn. */
const STEP_BYTES = 1_048_576;
/** The largest block, in bytes. */
const BLOCK_MAX = 2 ** 31;
/** Copying within memory, in bytes a millisecond. */
const BYTES_PER_MS = 1_000_000;
/** Zeros that one step writes, in bytes, and the steps that it may take. */
const ZEROS_LEAST = 16 * 1024 ** 2;
const ZEROS_STEPS_MAX = 64;

/** What it has in memory beside a block. */
const OWN_BYTES = 335_872;
/** How often status=progress says how far it is. */
const PROGRESS_MS = 1000;
/** What conv= works on at once: a block, and a record of cbs=, in bytes. */
const CONVERTED_BLOCK_MAX = 4 * 1024 ** 2;
const RECORD_MAX = 65_536;
/** Character sets of conv= that nobody has written. */
const UNKNOWN_SETS = ['ascii', 'ebcdic', 'ibm'];

type State = {
  input: number;
  output: number;
  outputName: string;
  block: number;
  /** Bytes that are to come; undefined: until the end. */
  left: number | undefined;
  /** Bytes that were read, and written. */
  taken: number;
  copied: number;
  startedMs: number;
  quiet: 'none' | 'noxfer' | undefined;
  /** When progress was shown last; undefined: it isn't. */
  shownMs: number | undefined;
  /** Null: bytes stay as they are. */
  conversion: Conversion | null;
  /** Zeros are written by making the file longer: they take no room. So many at a time. */
  zeros: number | undefined;
  /** Past the page cache: the disk alone says how long it takes. */
  direct: boolean;
  /** conv=fsync and conv=fdatasync: what it does when all is written. */
  syncs: boolean;
  dueMs: number;
  failed: boolean;
};

export const dd: Program<State> = guarded({
  start(system) {
    const values = parseOperands(system);
    const block = size(system, values.get('bs') ?? values.get('ibs') ?? '512');
    if (block === 0 || block > BLOCK_MAX)
      throw fail(system, `invalid number: ${quote(system, values.get('bs') ?? '')}`);
    const count = values.get('count');
    const [input, output] = [values.get('if'), values.get('of')];
    const conversions = conversionsOf(system, values);
    const status = statusOf(system, values);
    const [reading, writing] = [flags(system, values, 'iflag'), flags(system, values, 'oflag')];
    const from = input === undefined ? 0 : open(system, input, { read: true, ...modeOf(reading) });
    const append = writing.includes('append');
    const truncate = !conversions.includes('notrunc') && !values.has('seek');
    const to =
      output === undefined
        ? 1
        : open(system, output, {
            write: true,
            create: !conversions.includes('nocreat'),
            exclusive: conversions.includes('excl'),
            truncate,
            append,
            ...modeOf(writing),
          });
    skipInput(system, from, block * size(system, values.get('skip') ?? '0'));
    const seek = block * size(system, values.get('seek') ?? '0');
    if (seek > 0) system.seek(to, seek, 'set');
    const source = input === undefined ? system.statDescriptor(0) : system.stat(input);
    const target = output === undefined ? system.statDescriptor(1) : system.stat(output);
    const isZero = source.special?.[0] === 1 && source.special[1] === 5;
    if (block > STEP_BYTES) system.setMemory(OWN_BYTES + block);
    const goesOnly = isNull(target.special) || (target.type === 'file' && target.size <= seek && !append);
    const perCount = reading.includes('count_bytes') ? 1 : block;
    const left = count === undefined ? undefined : size(system, count) * perCount;
    const state: State = {
      input: from,
      output: to,
      outputName: output ?? 'standard output',
      block,
      left,
      taken: 0,
      copied: 0,
      startedMs: system.now,
      quiet: status === 'none' || status === 'noxfer' ? status : undefined,
      shownMs: status === 'progress' ? system.now : undefined,
      conversion: conversionOf(system, conversions, values, block),
      zeros: isZero && goesOnly && left !== undefined ? zerosAtATime(block, left) : undefined,
      direct: reading.includes('direct') || writing.includes('direct'),
      syncs: conversions.some((name) => name === 'fsync' || name === 'fdatasync'),
      dueMs: system.now,
      failed: false,
    };
    return step(system, state);
  },
  step,
});

function conversionOf(
  system: System,
  names: readonly string[],
  values: ReadonlyMap<string, string>,
  block: number,
): Conversion | null {
  const unknown = names.find((name) => UNKNOWN_SETS.includes(name));
  if (unknown !== undefined) throw fail(system, `conv=${unknown} is not part of the simulation`);
  if (!names.some((name) => ['sync', 'swab', 'ucase', 'lcase', 'block', 'unblock'].includes(name)))
    return null;
  const record = size(system, values.get('cbs') ?? '0');
  const tooLarge = block > CONVERTED_BLOCK_MAX ? block : record > RECORD_MAX ? record : 0;
  if (tooLarge > 0) throw fail(system, noRoomWords(tooLarge));
  return {
    names: [...names],
    record,
    column: 0,
    truncated: 0,
    blanks: 0,
  };
}

function isNull(special: readonly [number, number] | undefined): boolean {
  return special?.[0] === 1 && special[1] === 3;
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
  if (state.shownMs !== undefined && system.now - state.shownMs >= PROGRESS_MS) {
    state.shownMs = system.now;
    progress(system, state);
  }
  try {
    const outcome = state.zeros === undefined ? copy(system, state) : writeZeros(system, state, state.zeros);
    if (outcome === AGAIN) return { state, until: { readable: [state.input] } };
    if (outcome === 'more') return { state, until: { timeMs: state.dueMs } };
  } catch (error) {
    const { message } = systemError(error);
    state.failed = true;
    system.write(2, `dd: error writing '${state.outputName}': ${message}\n`);
  }
  if (state.syncs && !state.failed) {
    state.syncs = false;
    system.sync();
    return { state, until: { timeMs: system.now } };
  }
  summary(system, state);
  return { exit: state.failed ? 1 : 0 };
}

function writeZeros(system: System, state: State, most: number): 'more' | 'done' {
  const bytes = Math.min(most, state.left ?? 0);
  if (bytes === 0) return 'done';
  if (system.statDescriptor(state.output).type === 'file') {
    const at = system.seek(state.output, 0, 'current');
    try {
      system.writeZeros(state.output, bytes, state.block);
    } catch (error) {
      state.copied += fill(system, state, at, bytes);
      state.taken = state.copied;
      throw error;
    }
  }
  state.copied += bytes;
  state.taken += bytes;
  state.left = (state.left ?? 0) - bytes;
  takeTime(system, state, bytes);
  return 'more';
}

function takeTime(system: System, state: State, bytes: number): void {
  state.dueMs = system.now + (state.direct ? 0 : bytes / BYTES_PER_MS);
}

/** Whole blocks: few enough steps, and not so much that nobody sees the file grow. */
function zerosAtATime(block: number, total: number): number {
  const bytes = Math.max(ZEROS_LEAST, total / ZEROS_STEPS_MAX);
  return Math.ceil(bytes / block) * block;
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

/** Each byte may become a record. */
function readAtOnce(conversion: Conversion | null): number {
  if (conversion === null) return STEP_BYTES;
  return conversion.record === 0 ? CONVERTED_BLOCK_MAX : Math.floor(STEP_BYTES / conversion.record);
}

function copy(system: System, state: State): 'more' | 'done' | typeof AGAIN {
  let budget = STEP_BYTES;
  while (budget > 0) {
    if (state.left === 0) return 'done';
    const most = Math.min(state.block, readAtOnce(state.conversion));
    const data = system.read(state.input, Math.min(most, state.left ?? most));
    if (data === AGAIN) return AGAIN;
    if (data.length === 0) {
      const rest = state.conversion === null ? data : endOfRecord(state.conversion);
      if (rest.length > 0) system.write(state.output, rest);
      state.copied += rest.length;
      return 'done';
    }
    const out = state.conversion === null ? data : convert(state.conversion, data, most);
    if (out.length > 0) system.write(state.output, out);
    state.taken += data.length;
    state.copied += out.length;
    if (state.left !== undefined) state.left -= data.length;
    budget -= data.length;
  }
  takeTime(system, state, STEP_BYTES);
  return 'more';
}
