import type { LifecycleHandler } from '../schemas/generated/types.ts';
import type { Target } from './attempt.ts';
import type { AttemptOutcome } from './state.ts';
import { podText } from './sync.ts';

/** What the kubelet says of a hook that failed; undefined: it didn't. */
export function hookFailure(
  { container, view }: Target,
  { exec }: LifecycleHandler,
  outcome: AttemptOutcome,
): string | undefined {
  if (outcome.result === 'success') return undefined;
  if (exec === undefined) return outcome.message;
  const argv = (exec.command ?? []).join(' ');
  const { code, cause } = outcome;
  const output = code === undefined ? '' : outcome.message;
  const why =
    code === undefined ? (cause ?? outcome.message) : `command '${argv}' exited with ${code}: ${output}`;
  return `Exec lifecycle hook ([${argv}]) for Container "${container.name}" in Pod "${podText(view.pod)}" failed - error: ${why}, message: ${JSON.stringify(output)}`;
}
