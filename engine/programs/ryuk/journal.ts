import type { System } from '../../linux/system.ts';
import { iso, slashedTime } from '../timestamps.ts';

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
type Fields = Readonly<Record<string, string | number | boolean>>;

export interface Journal {
  /** Tells something in the form of Go's log/slog; releases before 0.10 say nothing. */
  say(level: Level, message: string, fields?: Fields): void;
  /** Says what those releases said at the same point; later ones don't. */
  sayBefore(text: string): void;
  /** The last words of a program that failed. */
  fail(error: string): { readonly exit: number };
}

/** @param verbose what is of level DEBUG is told, too */
export function journal(system: System, verbose: boolean): Journal {
  const isOld = /^0\.\d\./.test(system.executable.version ?? '');
  return {
    say(level, message, fields = {}) {
      if (isOld || (level === 'DEBUG' && !verbose)) return;
      system.write(1, `${pairs({ time: iso(system.now), level, msg: message, ...fields })}\n`);
    },
    sayBefore(text) {
      if (isOld) system.write(2, `${slashedTime(system.now)} ${text}\n`);
    },
    fail(error) {
      if (isOld) system.write(2, `panic: ${error}\n\ngoroutine 1 [running]:\n`);
      else system.write(2, `${slashedTime(system.now)} ERROR run ${pairs({ error })}\n`);
      return { exit: isOld ? 2 : 1 };
    },
  };
}

function pairs(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${quoted(String(value))}`)
    .join(' ');
}

function quoted(text: string): string {
  return /^[^\s"=\p{C}]+$/u.test(text) ? text : JSON.stringify(text);
}
