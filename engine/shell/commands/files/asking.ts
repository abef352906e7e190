import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../linux/system.ts';

/** What counts of an answer, in bytes. */
const ANSWER_BYTES_MAX = 100;

/** Thrown where a command must ask somebody before it goes on. */
export class Question extends Error {}

/** A question that is being answered on standard input. */
export type Asking = {
  /** What came of the answer so far. */
  answer: string;
};

/** Asks `NAME: question? `, as it is given. */
export function ask(system: System, text: string): Asking {
  system.write(2, text);
  return { answer: '' };
}

/**
 * Reads on. No more is taken from standard input than the line of the answer; its end is a no.
 * @returns undefined: the rest of the answer has yet to come
 */
export function answered(system: System, asking: Asking): boolean | undefined {
  for (;;) {
    const byte = nextByte(system);
    if (byte === AGAIN) return undefined;
    if (byte === '' || byte === '\n') return /^[yY]/.test(asking.answer);
    if (asking.answer.length < ANSWER_BYTES_MAX) asking.answer += byte;
  }
}

function nextByte(system: System): string | typeof AGAIN {
  try {
    const data = system.read(0, 1);
    return data === AGAIN ? AGAIN : String.fromCharCode(...data);
  } catch (error) {
    systemError(error);
    return '';
  }
}
