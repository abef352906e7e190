import { gradeInSlices } from '../../engine/grading/grade.ts';
import { AssignmentError, type GradeRequest } from '../../engine/grading/report.ts';
import { SETTLE_STEPS_MAX, SLICE_STEPS_MAX } from '../../engine/limits.ts';
import type { RunResult, Sandbox } from '../../engine/sandbox.ts';
import type { Graded } from '../host.ts';
import type { ActorEnvironment } from './environment.ts';

/** After so many reconciles it is looked whether a slice has taken long. */
const LOOK_STEPS = 10;

/**
 * Repeats a run of a sandbox a slice at a time, so that the thread's other sandboxes get on too. A slice is over after
 * SLICE_STEPS_MAX reconciles, or sooner where they take long.
 * @param isInVain asked after each slice: true gives up, and what was done is stored
 */
export async function runInSlices(
  environment: ActorEnvironment,
  sandbox: Sandbox,
  run: (maxSteps: number) => RunResult,
  isInVain = () => false,
): Promise<RunResult> {
  let steps = 0;
  for (;;) {
    const slice = runSlice(environment, run);
    steps += slice.steps;
    if (slice.settled) return { steps, settled: true };
    const isEndless = steps >= SETTLE_STEPS_MAX;
    if (isEndless) environment.log('warn', 'a sandbox does not settle', { steps });
    if (isEndless || isInVain()) {
      sandbox.checkpoint();
      return { steps, settled: false };
    }
    await environment.yield();
  }
}

function runSlice(environment: ActorEnvironment, run: (maxSteps: number) => RunResult): RunResult {
  const until = environment.now() + environment.sliceMs;
  let steps = 0;
  for (;;) {
    const part = run(LOOK_STEPS);
    steps += part.steps;
    if (part.settled || steps >= SLICE_STEPS_MAX || environment.now() >= until)
      return { steps, settled: part.settled };
  }
}

/** A whole grading, a slice at a time. An assignment that can't be carried out is an answer, too. */
export async function gradeWorld(
  environment: ActorEnvironment,
  sandbox: Sandbox,
  request: GradeRequest,
): Promise<Graded> {
  try {
    const grading = gradeInSlices(sandbox, request);
    for (;;) {
      const { done, value } = grading.next();
      if (done) return { report: value };
      await environment.yield();
    }
  } catch (error) {
    if (!(error instanceof AssignmentError)) throw error;
    return { fault: { field: error.field, message: error.message } };
  }
}
