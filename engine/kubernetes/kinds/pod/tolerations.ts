import type { PodSpec, Toleration } from '../../schemas/generated/types.ts';

/** Seconds a pod stays on a node that failed. */
const DEFAULT_SECONDS = 300;

const FAILURES = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] as const;

function tolerates({ key = '', effect = '' }: Toleration, taint: string): boolean {
  return (key === taint || key === '') && (effect === 'NoExecute' || effect === '');
}

/** The DefaultTolerationSeconds admission plugin. */
export function addDefaultTolerations(spec: PodSpec): void {
  const given = spec.tolerations ?? [];
  for (const key of FAILURES) {
    if (given.some((toleration) => tolerates(toleration, key))) continue;
    spec.tolerations ??= [];
    spec.tolerations.push({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: DEFAULT_SECONDS,
    });
  }
}
