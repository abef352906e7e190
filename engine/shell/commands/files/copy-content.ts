import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import { AGAIN, type System } from '../../../linux/system.ts';
import { isBusybox } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { type CopyRules, type CopyState, failure } from './copy-rules.ts';

const READ_BYTES = 262_144;
/** CPU time of copying a kilobyte, in microseconds. */
const MICROSECONDS_PER_KILOBYTE = 1;
export function beginContent(system: System, state: CopyState, from: string, to: string, stat: Stat) {
  if (stat.executable !== undefined) {
    system.installExecutable(to, stat.executable, stat.size);
    system.changeMode(to, stat.mode & (state.rules.preserve.mode ? 0o7777 : 0o777));
    preserve(system, state.rules, stat, to);
    return;
  }
  let input: number;
  try {
    input = system.open(from, { read: true });
  } catch (error) {
    const { message } = systemError(error);
    const words = isBusybox(system) ? `can't open '${from}'` : `cannot open ${quotedName(from)} for reading`;
    return failure(system, state, words, message);
  }
  try {
    const output = create(system, state.rules, to, stat);
    state.open = { from, to, input, output, at: 0 };
  } catch (error) {
    system.close(input);
    throw error;
  }
}

function create(system: System, rules: CopyRules, to: string, stat: Stat): number {
  const mode = rules.plainModes ? 0o666 : stat.mode & 0o777;
  const options = { write: true, create: true, truncate: !rules.withoutContent, mode };
  try {
    return system.open(to, options);
  } catch (error) {
    if (!rules.force || systemError(error).code === 'EROFS') throw error;
    system.unlink(to);
    return system.open(to, options);
  }
}

/** @returns how many bytes that were */
export function copyContent(system: System, state: CopyState, open: NonNullable<CopyState['open']>): number {
  const done = () => {
    system.close(open.input);
    system.close(open.output);
    delete state.open;
  };
  try {
    const data = state.rules.withoutContent ? new Uint8Array() : system.read(open.input, READ_BYTES);
    if (data === AGAIN) return READ_BYTES;
    if (data.length > 0) {
      open.at += data.length;
      // Zeros at the end take no room: the file becomes longer, that is all.
      if (isZeros(data)) {
        system.truncate(open.output, open.at);
        system.seek(open.output, open.at, 'set');
      } else system.write(open.output, data);
      system.spend(Math.ceil(data.length / 1024) * MICROSECONDS_PER_KILOBYTE);
      return data.length;
    }
    done();
    if (keepsAny(state.rules)) preserve(system, state.rules, system.stat(open.from), open.to);
  } catch (error) {
    const { message } = systemError(error);
    done();
    failure(
      system,
      state,
      isBusybox(system) ? 'write error' : `error writing ${quotedName(open.to)}`,
      message,
    );
  }
  return 0;
}

/** A plain loop: this goes over every byte of large files. */
function isZeros(data: Uint8Array): boolean {
  for (let at = 0; at < data.length; at++) if (data[at] !== 0) return false;
  return true;
}

export function keepsAny({ preserve: { mode, owner, times } }: CopyRules): boolean {
  return mode || owner || times;
}

export function preserve(system: System, { preserve: keeps }: CopyRules, stat: Stat, to: string): void {
  const link = stat.type === 'symbolic link';
  if (keeps.owner && (system.uid === 0 || stat.uid === system.uid)) {
    try {
      system.changeOwner(to, stat.uid, stat.gid, !link);
    } catch (error) {
      // As with the real ones, who may not give files away keeps them.
      systemError(error);
    }
  }
  if (keeps.mode && !link) system.changeMode(to, stat.mode);
  if (keeps.times) system.setTimes(to, stat.accessedMs, stat.modifiedMs, !link);
}
