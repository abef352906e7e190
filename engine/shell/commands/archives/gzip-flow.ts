import { AGAIN, type System } from '../../../linux/system.ts';
import { binary } from '../bytes.ts';
import { fileBytes, type Gathered, gather, gatheredBytes, nothingGathered, spendOn } from './byte-queue.ts';
import { gunzipped, gzipped } from './gzip-data.ts';

/** What becomes one member of a compressed file: what a step compresses, in bytes. */
const MEMBER_BYTES = 262_144;
/** What a step writes to a pipe. */
const STEP_BYTES = 262_144;

/** Bytes on their way through gzip. JSON. */
export type Flowing = {
  readonly name: string;
  readonly input: number;
  readonly output: number;
  /** The file that is made; undefined: standard output. */
  readonly target?: string;
  readonly modifiedMs?: number;
  gathered: Gathered;
  ended: boolean;
  taken: number;
  written: number;
};

export function newFlow(name: string, input: number, output: number): Flowing {
  return { name, input, output, gathered: nothingGathered(), ended: false, taken: 0, written: 0 };
}

/** Compresses what there is. @returns what it waits for; undefined: all is done */
export function compressSome(system: System, flow: Flowing, level: number): 'input' | 'more' | undefined {
  const { gathered } = flow;
  while (!flow.ended && gathered.length < MEMBER_BYTES) {
    const data = system.read(flow.input, MEMBER_BYTES);
    if (data === AGAIN) return 'input';
    if (data.length === 0) flow.ended = true;
    gathered.length += data.length;
    gathered.pieces.push(binary(data));
  }
  if (gathered.length > 0 || flow.written === 0) {
    const bytes = gatheredBytes(gathered);
    const isFirst = flow.written === 0;
    const facts =
      isFirst && flow.target !== undefined
        ? { name: baseName(flow.name), modifiedMs: flow.modifiedMs ?? 0 }
        : {};
    const packed = gzipped(bytes, { level, ...facts });
    spendOn(system, 20 * bytes.length);
    flow.taken += bytes.length;
    flow.written += packed.length;
    flow.gathered = nothingGathered();
    system.write(flow.output, packed);
  }
  return flow.ended ? undefined : 'more';
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Unpacking that is under way, with how far it came: made again from the state where there is none. */
const unpackings = new WeakMap<Gathered, { readonly pieces: Iterator<Uint8Array>; at: number }>();

/** Unpacks what there is. @throws GzipError */
export function unpackSome(system: System, flow: Flowing): 'input' | 'more' | undefined {
  if (!flow.ended) {
    if (flow.target === undefined && !gather(system, flow.input, flow.gathered)) return 'input';
    flow.ended = true;
  }
  const pieces = unpackingOf(system, flow);
  for (let budget = STEP_BYTES; budget > 0; ) {
    const next = pieces.pieces.next();
    if (next.done === true) return undefined;
    pieces.at += next.value.length;
    budget -= next.value.length;
    flow.written = pieces.at;
    spendOn(system, next.value.length);
    system.write(flow.output, next.value);
  }
  return 'more';
}

/** Of a file it reads all at once, and again after a restart of the host. */
function packedBytes(system: System, flow: Flowing): Uint8Array {
  if (flow.target === undefined) return gatheredBytes(flow.gathered);
  system.seek(flow.input, 0, 'set');
  const bytes = fileBytes(system, flow.input);
  flow.taken = bytes.length;
  return bytes;
}

function unpackingOf(system: System, flow: Flowing) {
  const known = unpackings.get(flow.gathered);
  if (known !== undefined && known.at === flow.written) return known;
  const pieces = gunzipped(packedBytes(system, flow));
  const made = { pieces, at: 0 };
  while (made.at < flow.written) {
    const next = pieces.next();
    if (next.done === true) break;
    made.at += next.value.length;
  }
  unpackings.set(flow.gathered, made);
  return made;
}
