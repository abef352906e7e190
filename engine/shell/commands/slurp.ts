import type { Json, Program, System } from '../../linux/system.ts';
import { exhausted } from './command.ts';
import { type Flow, filter, type Run } from './filter.ts';

/** What a command that needs all of its input before it answers may hold, in bytes. */
const HELD_BYTES_MAX = 16_777_216;
/** Memory that a process takes for each byte it holds. */
const OVERHEAD = 3;

export interface Slurp<Options> {
  begin(system: System): number | { readonly operands: readonly string[]; readonly options: Options };
  /** As a filter's. */
  trouble?(system: System, options: Options, name: string, error: unknown): string | undefined;
  /** All input is there. @param texts of each file that could be read, with its name */
  answer(run: Run, options: Options, texts: readonly SlurpedFile[], failed: boolean): number | undefined;
}

export type SlurpedFile = { readonly name: string; readonly text: string };

type SlurpState<Options> = {
  readonly options: Options;
  readonly files: { name: string; text: string }[];
  held: number;
};

/** A command that needs all of its input before it can answer. Options are JSON (a type alias). */
export function slurp<Options extends Json>(of: Slurp<Options>): Program {
  const { trouble } = of;
  return filter<SlurpState<Options>>({
    begin(system) {
      const begun = of.begin(system);
      if (typeof begun === 'number') return begun;
      return { operands: begun.operands, state: { options: begun.options, files: [], held: 0 } };
    },
    open(run, state) {
      state.files.push({ name: run.name, text: '' });
      return undefined;
    },
    chunk: (run, state, text) => hold(run, state, text),
    ...(trouble === undefined
      ? {}
      : { trouble: (system, state, name, error) => trouble(system, state.options, name, error) }),
    end: (run, state, failed) => of.answer(run, state.options, state.files, failed),
  });
}

function hold<Options>(run: Run, state: SlurpState<Options>, text: string): Flow {
  state.held += text.length;
  if (state.held > HELD_BYTES_MAX) throw exhausted(run.system, 2);
  run.system.setMemory(state.held * OVERHEAD + 1_048_576);
  const last = state.files.at(-1);
  if (last !== undefined) last.text += text;
  return undefined;
}

/** The lines of a text without their line feeds; the last may lack one. */
export function linesOf(text: string, separator = '\n'): string[] {
  if (text === '') return [];
  const lines = text.split(separator);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
