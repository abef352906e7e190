import { describe, expect, it } from 'vitest';
import { grade } from '../../engine/grading/grade.ts';
import type { Assignment, Check } from '../../engine/grading/report.ts';
import { readAssignment, readSubmissions } from '../../examples/demo/class.ts';
import { openSandbox, testNode } from '../harness/sandbox.ts';

function assignmentOfTheClass(): Assignment {
  const { title, nodes, manifests = {}, settleSeconds = 0, checks } = readAssignment();
  if (!Array.isArray(nodes)) throw new Error('the assignment names no nodes');
  return {
    title,
    nodes: nodes.map((node, index) =>
      testNode(node.name ?? `node-${index + 1}`, { cpu: node.cpu ?? '4', memory: node.memory ?? '8Gi' }),
    ),
    manifests,
    settleSeconds,
    checks: checks.map((check): Check => ({ ...check, visibility: check.visibility ?? 'visible' })),
  };
}

const assignment = assignmentOfTheClass();
const submissions = new Map(readSubmissions().map(({ student, files }) => [student, files]));

const NO_WEB = ['version', 'resources', 'probe', 'configured', 'replicas', 'web-reachable', 'web-target'];

/** Of each student: the score, the checks that fail, and what the report must say of it. */
const EXPECTED: readonly [student: string, score: number, failed: readonly string[], why: RegExp][] = [
  ['ada', 20, [], /^$/],
  ['anton', 8, NO_WEB, /deployment\.apps\/web was refused: .*unknown field "spec\.replica"/],
  ['barbara', 20, [], /^$/],
  [
    'bea',
    16,
    ['database', 'database-reachable', 'password'],
    /cannot unmarshal number into .* of type string/,
  ],
  ['carlos', 20, [], /^$/],
  [
    'chidi',
    16,
    ['secret', 'database', 'database-reachable'],
    /secret\/database was refused: .*illegal base64/,
  ],
  [
    'dina',
    16,
    ['web-reachable', 'web-target'],
    /service\/web selects app=website, but no pod has these labels/,
  ],
  ['dmitri', 18, ['version', 'password'], /image: "nginx:latest"/],
  ['emil', 16, ['replicas', 'web-reachable'], /(ErrImagePull|ImagePullBackOff): .*ngnix:1\.27/],
  ['fatima', 20, [], /^$/],
  ['goran', 16, ['database', 'database-reachable', 'stable'], /log of postgres: .*password is not specified/],
  ['hana', 16, ['replicas', 'web-reachable'], /status\.availableReplicas: 1/],
  ['ivan', 18, ['resources'], /resources\.limits: not set/],
  ['jade', 15, ['replicas', 'web-reachable', 'stable'], /exec: "ngnix": executable file not found in \$PATH/],
  [
    'kwame',
    15,
    ['replicas', 'web-reachable', 'stable'],
    /CrashLoopBackOff, last exit: Completed, exit code 0/,
  ],
  ['lena', 18, ['web-target'], /ports\[0\]\.port: 8080/],
  ['lucia', 16, ['version', 'probe', 'configured'], /readinessProbe: not set/],
  [
    'mateo',
    16,
    ['replicas', 'web-reachable'],
    /Readiness probe failed: HTTP probe failed with statuscode: 404/,
  ],
  ['nadia', 20, [], /^$/],
  [
    'omar',
    14,
    ['configured', 'replicas', 'web-reachable'],
    /CreateContainerConfigError: configmap "shop-config" not found/,
  ],
  [
    'petra',
    16,
    ['secret', 'database', 'database-reachable'],
    /couldn't find key POSTGRES_PASSWORD in Secret shop\/database/,
  ],
  ['quentin', 16, ['replicas', 'web-reachable'], /0\/2 nodes are available: 2 Insufficient cpu/],
  ['rosa', 8, NO_WEB, /web-deployment\.yaml.*yaml: line 19: did not find expected '-' indicator/],
  [
    'sam',
    3,
    [...NO_WEB, 'database', 'database-reachable', 'stable', 'password'],
    /no matches for kind "Deployment" in version "extensions\/v1beta1"/,
  ],
  [
    'tomas',
    7,
    [...NO_WEB, 'web-port'],
    /3-web\.yml.*yaml: line 27: found character that cannot start any token/,
  ],
  ['uma', 16, ['database', 'database-reachable', 'stable'], /last exit: OOMKilled, exit code 137/],
  ['vera', 15, ['replicas', 'web-reachable', 'stable'], /Liveness probe failed: .*statuscode: 404/],
  [
    'wei',
    6,
    ['resources', 'probe', 'configured', 'replicas', 'web-reachable', 'web-target', 'database', 'password'],
    /deployment\.apps\/web was refused: .*spec\.selector/,
  ],
  ['ximena', 0, assignment.checks.map(({ id }) => id), /found deployment\.apps\/web in namespace default/],
  ['yusuf', 8, NO_WEB, /`selector` does not match template `labels`/],
];

describe("the class's submissions", () => {
  it('are those of the table', () => {
    expect([...submissions.keys()]).toEqual(EXPECTED.map(([student]) => student));
  });

  it.each(EXPECTED)('%s gets %i points, for a reason that is told', (student, score, failed, why) => {
    const { sandbox } = openSandbox({ nodes: assignment.nodes });
    const report = grade(sandbox, { assignment, submission: submissions.get(student) ?? {} });
    const wrong = report.checks.filter(({ passed }) => !passed);
    expect(wrong.map(({ id }) => id).sort()).toEqual([...failed].sort());
    expect(report).toMatchObject({ score, maxScore: 20, settled: true, virtualSeconds: 240 });
    expect(wrong.flatMap(({ evidence = [] }) => evidence).join('\n')).toMatch(why);
  });
});
