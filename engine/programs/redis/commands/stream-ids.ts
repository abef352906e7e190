import { Refusal } from '../command.ts';
import { LAST_ID, type Stream, type StreamId } from '../values/stream.ts';

const invalidId = 'ERR Invalid stream ID specified as stream command argument';
/** Beyond, numbers aren't exact: ids are then as good as the last one. */
const PART_MAX = Number.MAX_SAFE_INTEGER;

function part(text: string): number {
  if (!/^\d{1,20}$/.test(text)) throw new Refusal(invalidId);
  return Math.min(Number(text), PART_MAX);
}

/** `5-1`, or `5` with what stands for the number within the millisecond. @throws Refusal */
export function idOf(text: string | undefined, sequence: number): StreamId {
  const [ms = '', own, more] = (text ?? '').split('-');
  if (more !== undefined) throw new Refusal(invalidId);
  return { ms: part(ms), sequence: own === undefined ? sequence : part(own) };
}

/** An end of a range: `-`, `+`, an id, or an id that isn't in the range itself. */
export function rangeEnd(text: string | undefined, upper: boolean): StreamId {
  if (text === '-') return { ms: 0, sequence: 0 };
  if (text === '+') return LAST_ID;
  const exclusive = text?.startsWith('(') === true;
  const id = idOf(exclusive ? text?.slice(1) : text, upper ? PART_MAX : 0);
  if (!exclusive) return id;
  if (!upper) {
    if (id.ms === PART_MAX && id.sequence === PART_MAX)
      throw new Refusal('ERR invalid start ID for the interval');
    return id.sequence === PART_MAX
      ? { ms: id.ms + 1, sequence: 0 }
      : { ms: id.ms, sequence: id.sequence + 1 };
  }
  if (id.ms === 0 && id.sequence === 0) throw new Refusal('ERR invalid end ID for the interval');
  return id.sequence === 0 ? { ms: id.ms - 1, sequence: PART_MAX } : { ms: id.ms, sequence: id.sequence - 1 };
}

/** The id of a new entry: `*`, `5-*` or one that is given. @throws Refusal where it isn't above the last one */
export function newId(stream: Stream | undefined, text: string | undefined, now: number): StreamId {
  const last = stream?.lastId ?? { ms: 0, sequence: 0 };
  if (text === '*') {
    if (now > last.ms) return { ms: now, sequence: 0 };
    return { ms: last.ms, sequence: last.sequence + 1 };
  }
  const automatic = text?.endsWith('-*') === true;
  const given = automatic ? idOf(text?.slice(0, -2), 0) : idOf(text, 0);
  const id =
    automatic && given.ms === last.ms
      ? { ms: given.ms, sequence: last.sequence + 1 }
      : automatic && given.ms === 0
        ? { ms: 0, sequence: 1 }
        : given;
  if (id.ms === 0 && id.sequence === 0)
    throw new Refusal('ERR The ID specified in XADD must be greater than 0-0');
  if (id.ms < last.ms || (id.ms === last.ms && id.sequence <= last.sequence))
    throw new Refusal('ERR The ID specified in XADD is equal or smaller than the target stream top item');
  return id;
}
