import { TRANSACTION_INSTRUCTIONS_MAX } from '../../limits.ts';
import type { Requeue } from '../../simulation/simulation.ts';
import { doSome, type Work } from '../../simulation/work.ts';
import { isRunning } from '../containers/container.ts';
import type { Pulls } from '../images/pull/pulls.ts';
import type { DockerWorld } from '../world.ts';
import { type Build, BuildError } from './build.ts';
import { closeRoom, sourceRoomName, targetRoomName } from './context.ts';
import type { Instruction, Stage } from './dockerfile/instruction.ts';
import { parseInstruction } from './dockerfile/parse.ts';
import {
  beginStage,
  checkStageName,
  closeStage,
  readMetaArgument,
  sayImage,
  sayStep,
  sayWarnings,
} from './stages.ts';
import { doStep, finishRun, type StepWorld, tidy } from './steps.ts';

/** Takes builds from one instruction to the next. */
export class BuildCourse {
  readonly #pulls: Pulls;
  /** Steps that take more than one slice. After a restart they begin anew. */
  readonly #longSteps = new Map<string, Work<void>>();

  constructor(pulls: Pulls) {
    this.#pulls = pulls;
  }

  /** Gives up what a build was at. */
  forget(world: DockerWorld, build: Build): void {
    this.#longSteps.delete(build.id);
    closeStepRooms(world, build);
  }

  /** @returns undefined: what it waited for has come */
  wait(step: StepWorld): { readonly requeue: Requeue | undefined } | undefined {
    const { world, build } = step;
    const { waiting } = build;
    if (waiting?.is === 'files') {
      delete build.waiting;
      const stage = step.file.stages[build.stage];
      if (stage !== undefined) this.#next(step, stage, true);
      return undefined;
    }
    if (waiting?.is === 'pull') {
      if (this.#pulls.isUnderWay(waiting.pull)) return { requeue: undefined };
      delete build.waiting;
      const stage = step.file.stages[build.stage];
      if (build.step === 0 || stage === undefined) this.#begin(step);
      else this.#next(step, stage, true);
      return undefined;
    }
    const container = waiting?.is !== 'run' ? undefined : world.containers.byId(waiting.container);
    if (container?.starting !== undefined) {
      return { requeue: { afterMs: Math.max(1, container.starting.dueMs - world.simulation.now() + 1) } };
    }
    if (container !== undefined && isRunning(container)) return { requeue: undefined };
    if (container !== undefined && container.error !== '') throw new BuildError(container.error);
    if (!this.#goOn(step, this.#begun(build) ?? finishRun(step))) return { requeue: { afterMs: 0 } };
    this.#stepDone(step);
    return undefined;
  }

  /** Does what is next. @returns true where nothing is */
  isOver(step: StepWorld): boolean {
    const { build, file } = step;
    const stage = file.stages[build.stage];
    if (build.printed === 0) sayWarnings(step);
    if (build.args < file.args.length) {
      sayStep(step, file.args[build.args]?.text ?? '');
      readMetaArgument(step, build.args++);
    } else if (stage === undefined) return true;
    else if (build.step === 0) {
      checkStageName(step, stage);
      sayStep(step, stage.from.text);
      this.#begin(step);
    } else this.#next(step, stage, false);
    return false;
  }

  #begin(step: StepWorld): void {
    const { build, file } = step;
    const stage = file.stages[build.stage];
    if (stage === undefined) return;
    beginStage(step, this.#pulls, topicOf(build), stage);
    if (build.waiting !== undefined) return;
    delete build.pulled;
    build.step = 1;
    if (build.triggers.length === 0) sayImage(step);
    closeStage(build, stage);
  }

  /** @param again what it needed was pulled */
  #next(step: StepWorld, stage: Stage, again: boolean): void {
    const { build, file } = step;
    const [trigger] = build.triggers;
    const instruction =
      trigger === undefined
        ? stage.steps[build.step - 1]
        : parseInstruction({ number: 1, text: trigger }, file.escapeWith);
    if (instruction === undefined) return;
    if (trigger === undefined && !again) sayStep(step, instruction.text);
    if (instruction.is === 'CMD') build.setsCommand = true;
    this.#do(step, instruction);
    if (build.waiting !== undefined) return;
    delete build.pulled;
    this.#stepDone(step);
  }

  #do(step: StepWorld, instruction: Instruction): void {
    const { build, world } = step;
    const begun = this.#begun(build);
    if (begun === undefined) closeStepRooms(world, build);
    if (!this.#goOn(step, begun ?? doStep(step, instruction))) build.waiting = { is: 'files' };
  }

  #begun({ id }: Build): Work<void> | undefined {
    const work = this.#longSteps.get(id);
    this.#longSteps.delete(id);
    return work;
  }

  /** Does a slice. @returns false: there is more of it */
  #goOn({ world, build }: StepWorld, work: Work<void>): boolean {
    if (doSome(work) !== undefined) return true;
    this.#longSteps.set(build.id, work);
    // What was copied is to be committed, and others get their turn.
    world.simulation.work(TRANSACTION_INSTRUCTIONS_MAX);
    return false;
  }

  #stepDone(step: StepWorld): void {
    const { build, file } = step;
    tidy(step);
    const stage = file.stages[build.stage];
    if (build.triggers.length > 0) {
      build.triggers.shift();
      if (build.triggers.length > 0) return;
    } else build.step++;
    sayImage(step);
    if (stage !== undefined) closeStage(build, stage);
  }
}

/** Rooms of a step that was given up. */
function closeStepRooms(world: DockerWorld, { host, id }: Build): void {
  closeRoom(world, host, sourceRoomName(id));
  closeRoom(world, host, targetRoomName(id));
}

/** Where it is told how a build goes. */
export function topicOf({ id }: Pick<Build, 'id'>): string {
  return `build/${id}`;
}
