import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { complain, guarded } from '../command.ts';
import { isBusybox } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { type Action, type Expression, parseSearch, type Search } from './find-expression.ts';
import { listed, printed } from './find-output.ts';
import type { Candidate } from './find-tests.ts';
import { baseName, joined, parentOf } from './path.ts';

/** Files in one step; then other processes get their turn. */
const STEP_FILES = 500;
/** Files that one command of `-exec … +` gets. */
const BATCH_FILES = 1_000;
const MICROSECONDS_PER_FILE = 10;

type Place = {
  readonly path: string;
  readonly depth: number;
  /** What is inside it was looked at. */
  readonly after?: boolean;
};

type State = {
  /** What is left to look at. The last comes first. */
  places: Place[];
  /** The file whose expression waits for a command. */
  current?: Place;
  /** What the actions of that expression gave so far. */
  results: boolean[];
  child?: number;
  /** Files for each command that takes many. */
  batches: string[][];
  /** The batch that runs. */
  running?: number;
  failed: boolean;
};

export const find: Program<State> = guarded({
  start(system) {
    const search = parseSearch(system);
    const places = search.paths.toReversed().map((path) => ({ path, depth: 0 }));
    const batches = search.batches.map(() => []);
    return new Finding(system, search, { places, results: [], batches, failed: false }).step();
  },
  step: (system, state) => new Finding(system, parseSearch(system), state).step(),
});

/** Thrown inside an expression: it goes on when the command has ended. */
class Waiting extends Error {}
/** Thrown inside an expression: -quit. */
class Quitting extends Error {}

class Finding {
  private readonly system: System;
  private readonly search: Search;
  private readonly state: State;
  private output = '';

  constructor(system: System, search: Search, state: State) {
    this.system = system;
    this.search = search;
    this.state = state;
  }

  step(): Next<State> {
    const { state, system } = this;
    if (state.child !== undefined && !this.childEnded(state.child)) return { state, until: { child: true } };
    for (let count = 0; count < STEP_FILES; count++) {
      const place = state.current ?? state.places.pop();
      if (place === undefined) {
        if (this.runBatch(1)) return { state, until: { child: true } };
        this.flush();
        return { exit: state.failed ? 1 : 0 };
      }
      try {
        this.visit(place);
      } catch (error) {
        if (error instanceof Waiting) return { state, until: { child: true } };
        if (!(error instanceof Quitting)) throw error;
        state.places = [];
        delete state.current;
      }
    }
    this.flush();
    if (this.runBatch(BATCH_FILES)) return { state, until: { child: true } };
    return { state, until: { timeMs: system.now } };
  }

  private flush(): void {
    if (this.output !== '') this.system.write(1, this.output);
    this.output = '';
  }

  private childEnded(child: number): boolean {
    const { state, system } = this;
    const ended = system.wait(child);
    if (ended === AGAIN) return false;
    const good = ended !== 'none' && 'code' in ended.status && ended.status.code === 0;
    delete state.child;
    if (state.running === undefined) state.results.push(good);
    else if (!good) state.failed = true;
    delete state.running;
    return true;
  }

  /** Starts the command of a batch with so many files. @returns false: there is none */
  private runBatch(files: number): boolean {
    const { search, state } = this;
    for (const [index, batch] of state.batches.entries()) {
      if (batch.length < files) continue;
      const paths = batch.splice(0, BATCH_FILES);
      state.running = index;
      this.flush();
      if (this.spawn([...(search.batches[index] ?? []), ...paths])) return true;
      delete state.running;
      state.failed = true;
    }
    return false;
  }

  private spawn(argv: readonly string[], workingDirectory?: string): boolean {
    const { state, system } = this;
    const [name = ''] = argv;
    const path = system.findExecutable(name);
    try {
      if (path !== undefined) {
        state.child = system.spawn({ path, argv, env: system.env, workingDirectory });
        return true;
      }
      this.trouble(name, 'No such file or directory');
    } catch (error) {
      this.trouble(name, systemError(error).message);
    }
    return false;
  }

  private trouble(path: string, message: string): void {
    this.flush();
    complain(this.system, `${isBusybox(this.system) ? path : quote(this.system, path)}: ${message}`);
  }

  private visit(place: Place) {
    const { search, state, system } = this;
    const { path, depth } = place;
    system.spend(MICROSECONDS_PER_FILE);
    let stat: Stat;
    try {
      stat = this.statOf(path);
    } catch (error) {
      state.failed = true;
      delete state.current;
      return this.trouble(path, systemError(error).message);
    }
    const descends = stat.type === 'directory' && depth < search.depthMax;
    if (search.depthFirst && descends && !place.after) {
      state.places.push({ ...place, after: true });
      return this.descend(place);
    }
    let pruned = false;
    if (depth >= search.depthMin) {
      state.current = place;
      const candidate = { path, name: baseName(path), depth, stat };
      pruned = new Evaluation(this, candidate, state.results).run(search.expression);
      delete state.current;
      state.results = [];
    }
    if (descends && !pruned && !search.depthFirst) this.descend(place);
  }

  private statOf(path: string): Stat {
    const { system } = this;
    if (!this.search.followLinks) return system.lstat(path);
    try {
      return system.stat(path);
    } catch (error) {
      systemError(error);
      return system.lstat(path);
    }
  }

  private descend({ path, depth }: Place): void {
    try {
      const children = this.system
        .readDirectory(path)
        .map(({ name }) => ({ path: joined(path, name), depth: depth + 1 }));
      this.state.places.push(...children.toReversed());
    } catch (error) {
      this.state.failed = true;
      this.trouble(path, systemError(error).message);
    }
  }

  /** What an action gives. Throws where it has to wait for a command. */
  act(action: Action, candidate: Candidate): boolean {
    const { state, system } = this;
    const { path } = candidate;
    switch (action.do) {
      case 'print':
        this.output += path + action.end;
        return true;
      case 'printf':
        this.output += printed(system, action.format, candidate);
        return true;
      case 'ls':
        this.output += listed(system, candidate);
        return true;
      case 'prune':
        return true;
      case 'quit':
        throw new Quitting();
      case 'delete':
        return this.remove(candidate);
      case 'exec': {
        if (action.batch !== undefined) {
          state.batches[action.batch]?.push(path);
          return true;
        }
        this.flush();
        const shown = action.inFolder ? `./${candidate.name}` : path;
        const argv = action.words.map((word) => word.replaceAll('{}', shown));
        if (this.spawn(argv, action.inFolder ? parentOf(path) : undefined)) throw new Waiting();
        return false;
      }
    }
  }

  private remove({ path, stat }: Candidate): boolean {
    const { system } = this;
    if (path === '.') return true;
    try {
      if (stat.type === 'directory') system.removeDirectory(path);
      else system.unlink(path);
      return true;
    } catch (error) {
      const { message } = systemError(error);
      this.flush();
      this.state.failed = true;
      complain(
        system,
        isBusybox(system) ? `${path}: ${message}` : `cannot delete ${quotedName(path)}: ${message}`,
      );
      return false;
    }
  }
}

/** One file's expression. Actions that were done before a wait aren't done again. */
class Evaluation {
  private readonly finding: Finding;
  private readonly candidate: Candidate;
  private readonly results: boolean[];
  private next = 0;
  private pruned = false;

  constructor(finding: Finding, candidate: Candidate, results: boolean[]) {
    this.finding = finding;
    this.candidate = candidate;
    this.results = results;
  }

  /** @returns whether -prune was met */
  run(expression: Expression): boolean {
    this.holds(expression);
    return this.pruned;
  }

  private holds(expression: Expression): boolean {
    switch (expression.op) {
      case 'and':
        return this.holds(expression.left) && this.holds(expression.right);
      case 'or':
        return this.holds(expression.left) || this.holds(expression.right);
      case 'not':
        return !this.holds(expression.of);
      case 'test':
        return expression.holds(this.candidate);
      case 'action': {
        const before = this.results[this.next++];
        if (expression.action.do === 'prune') this.pruned = true;
        if (before !== undefined) return before;
        const result = this.finding.act(expression.action, this.candidate);
        this.results.push(result);
        return result;
      }
    }
  }
}
