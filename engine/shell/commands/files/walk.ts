import type { Json, Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { type Asking, answered, ask, Question } from './asking.ts';

/** Files in one step; then other processes get their turn. */
const STEP_FILES = 200;
const MICROSECONDS_PER_FILE = 10;

/** A file on the way through a tree. */
export type Place = {
  readonly path: string;
  /** 0: an operand. */
  readonly depth: number;
  /** Everything inside was visited. */
  readonly after?: boolean;
};

interface Beginning<Own> {
  readonly paths: readonly string[];
  /** The state to begin with. */
  readonly own: Own;
  /** Whoever doesn't say yes to it has nothing visited. */
  readonly question?: string;
}

/**
 * A command that goes through trees of files, in steps. Its own state is JSON (a type alias, not an interface), and
 * is changed in place.
 */
export interface Walk<Own> {
  /** Reads the command line. Or, an exit code: nothing to do. */
  begin(system: System): number | Beginning<Own>;
  /**
   * Meets a file before what is inside.
   * @param answer to the `Question` that the same call threw before
   * @returns paths of what is inside, in their order; undefined: it isn't gone into
   */
  visit(system: System, own: Own, place: Place, answer?: boolean): readonly string[] | undefined;
  /** Meets what was gone into again, after everything inside. */
  leave?(system: System, own: Own, place: Place, answer?: boolean): void;
  /** @returns the exit code */
  end(system: System, own: Own): number;
}

type WalkState<Own> = {
  own: Own;
  /** What is left to meet. The last comes first. */
  places: Place[];
  /** Without a place: the question at the beginning. */
  asking?: Asking & { readonly place?: Place };
};

export function walk<Own extends Json>(of: Walk<Own>): Program<WalkState<Own>> {
  return guarded({
    start(system) {
      const begun = of.begin(system);
      if (typeof begun === 'number') return { exit: begun };
      const places = begun.paths.map((path) => ({ path, depth: 0 })).toReversed();
      const state: WalkState<Own> = { own: begun.own, places };
      if (begun.question !== undefined) state.asking = ask(system, begun.question);
      return step(of, system, state);
    },
    step: (system, state) => step(of, system, state),
  });
}

function step<Own extends Json>(of: Walk<Own>, system: System, state: WalkState<Own>): Next<WalkState<Own>> {
  for (let count = 0; count < STEP_FILES; count++) {
    const { asking } = state;
    const answer = asking && answered(system, asking);
    if (asking !== undefined && answer === undefined) return { state, until: { readable: [0] } };
    if (asking !== undefined && asking.place === undefined && !answer) state.places = [];
    delete state.asking;
    const place = asking?.place ?? state.places.pop();
    if (place === undefined) return { exit: of.end(system, state.own) };
    system.spend(MICROSECONDS_PER_FILE);
    try {
      meet(of, system, state, place, answer);
    } catch (error) {
      if (!(error instanceof Question)) throw error;
      state.asking = { ...ask(system, error.message), place };
    }
  }
  return { state, until: { timeMs: system.now } };
}

function meet<Own>(
  of: Walk<Own>,
  system: System,
  state: WalkState<Own>,
  place: Place,
  answer: boolean | undefined,
): void {
  if (place.after) {
    of.leave?.(system, state.own, place, answer);
    return;
  }
  const inside = of.visit(system, state.own, place, answer);
  if (inside === undefined) return;
  if (of.leave !== undefined) state.places.push({ ...place, after: true });
  for (const path of inside.toReversed()) state.places.push({ path, depth: place.depth + 1 });
}
