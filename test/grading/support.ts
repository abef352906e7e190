import { grade } from '../../engine/grading/grade.ts';
import type { Check, CheckResult, Condition, Files, Report, Target } from '../../engine/grading/report.ts';
import { openSandbox, testNode } from '../harness/sandbox.ts';

const CONFIG_MAP: Target = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' };

/** A visible check of one point. */
export function check(condition: Condition, overrides: Partial<Check> = {}): Check {
  return {
    id: 'check',
    title: 'A check',
    points: 1,
    visibility: 'visible',
    target: CONFIG_MAP,
    condition,
    ...overrides,
  };
}

export interface World {
  readonly manifests?: Files;
  readonly submission?: Files;
  readonly settleSeconds?: number;
  readonly nodes?: readonly string[];
}

export function gradeChecks(checks: readonly Check[], world: World = {}): Report {
  const nodes = (world.nodes ?? []).map((name) => testNode(name));
  const { sandbox } = openSandbox({ nodes });
  const { manifests = {}, settleSeconds = 0, submission = {} } = world;
  return grade(sandbox, {
    assignment: { title: 'Test', nodes, manifests, settleSeconds, checks },
    submission,
  });
}

/** The result of one condition on the config map `a`, or on what a target says. */
export function judge(condition: Condition, submission: Files, target: Target = CONFIG_MAP): CheckResult {
  const [result] = gradeChecks([check(condition, { target })], { submission }).checks;
  if (result === undefined) throw new Error('there is no result');
  return result;
}

/** A file with the config map `a`. */
export function configMap(data: Readonly<Record<string, string>>, name = 'a'): Files {
  return {
    [`${name}.yaml`]: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }),
  };
}
