import type { System } from '../../linux/system.ts';
import { bytesOf, decode, encode } from '../../shell/commands/bytes.ts';
import { Quit } from '../../shell/commands/options.ts';
import { member, text } from './table.ts';

/** What of a frame or line has come; bytes, one character each. JSON, changed in place. */
export type OutputState = { left: string };
export type ProgressState = { left: string; error?: string };

const HEADER_BYTES = 8;
/** What one frame, or one line of JSON, may take. */
const PIECE_BYTES_MAX = 262_144;
const ERROR_STREAM = 2;

/** What containers print: as it is, or in frames that say which stream it was. */
export const Output = {
  take(system: System, state: OutputState, data: string, framed: boolean): void {
    if (!framed) {
      system.write(1, bytesOf(data));
      return;
    }
    state.left += data;
    for (;;) {
      if (state.left.length < HEADER_BYTES) return;
      const [stream = 1, , , , a = 0, b = 0, c = 0, d = 0] = bytesOf(state.left.slice(0, HEADER_BYTES));
      const length = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
      if (length > PIECE_BYTES_MAX) throw new Quit(`Unrecognized input header: ${stream}\n`, 1);
      if (state.left.length < HEADER_BYTES + length) return;
      const words = state.left.slice(HEADER_BYTES, HEADER_BYTES + length);
      state.left = state.left.slice(HEADER_BYTES + length);
      system.write(stream === ERROR_STREAM ? 2 : 1, bytesOf(words));
    }
  },
};

/** Lines of JSON that tell how far a pull is: what there is to see without a terminal. */
export const Progress = {
  /** @param descriptor where it is printed; 0: nowhere */
  take(system: System, state: ProgressState, data: string, descriptor: number): void {
    const lines = (state.left + data).split('\n');
    state.left = lines.pop() ?? '';
    if (state.left.length > PIECE_BYTES_MAX) throw new Quit('docker: a line of the answer is too long\n', 1);
    for (const line of lines) {
      const said = parsed(line);
      const error = text(said, 'error');
      if (error !== '') state.error = error;
      const moving = member(member(said, 'progressDetail'), 'total') !== undefined;
      const status = text(said, 'status');
      if (status === '' || moving || descriptor === 0) continue;
      const id = text(said, 'id');
      system.write(descriptor, bytesOf(encode(`${id === '' ? '' : `${id}: `}${status}\n`)));
    }
  },
};

/** What whoever calls itself a daemon has said; undefined where it makes no sense. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(decode(line));
  } catch {
    return undefined;
  }
}
