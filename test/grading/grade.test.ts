import { describe, expect, it } from 'vitest';
import { grade } from '../../engine/grading/grade.ts';
import { type Assignment, AssignmentError, type Check } from '../../engine/grading/report.ts';
import { CHECKS_MAX, EVIDENCE_LINES_MAX } from '../../engine/limits.ts';
import { openSandbox, testNode } from '../harness/sandbox.ts';
import { check, configMap, gradeChecks, judge } from './support.ts';

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

function deployment(image: string, replicas = 2): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "${image}"}]}
`;
}

describe('a report', () => {
  it('adds up the points of the checks that hold', () => {
    const held = check({ cel: "object.data.a == '1'" }, { id: 'held', points: 3 });
    const failed = check({ cel: "object.data.a == '2'" }, { id: 'failed', points: 2 });
    const report = gradeChecks([held, failed], { submission: configMap({ a: '1' }), settleSeconds: 5 });
    expect(report).toMatchObject({ score: 3, maxScore: 5, virtualSeconds: 5, settled: true });
    expect(report.checks).toMatchObject([
      { id: 'held', passed: true, points: 3, maxPoints: 3 },
      { id: 'failed', passed: false, points: 0, maxPoints: 2, message: 'not true: object.data.a == "2"' },
    ]);
  });

  it('shows the hint and what was seen of a visible check that failed', () => {
    const failed = check({ matches: { data: { a: '2' } } }, { hint: 'Look at a.' });
    const [result] = gradeChecks([failed], { submission: configMap({ a: '1' }) }).checks;
    expect(result).toMatchObject({
      message: 'data.a must be "2"',
      hint: 'Look at a.',
      evidence: ['configmap/a data.a: "1"'],
    });
  });

  it('says of a hidden check no more than that it failed', () => {
    const hidden = check({ cel: 'false' }, { visibility: 'hidden', hint: 'secret' });
    expect(gradeChecks([hidden], { submission: configMap({ a: '1' }) }).checks).toEqual([
      {
        id: 'check',
        title: 'A check',
        visibility: 'hidden',
        passed: false,
        points: 0,
        maxPoints: 1,
        message: 'a hidden check failed',
      },
    ]);
  });

  it('lists what became of every document', () => {
    const submission = {
      'b.yaml': 'a: b: c',
      'a.yaml': `${configMap({ a: '1' })['a.yaml']}\n{"kind": "Nothing", "apiVersion": "v1"}`,
    };
    expect(gradeChecks([], { submission }).applied).toEqual([
      { file: 'a.yaml', document: 0, object: 'configmap/a', outcome: 'created' },
      {
        file: 'a.yaml',
        document: 1,
        object: 'nothing/',
        outcome: 'refused',
        message: expect.stringContaining('no matches for kind "Nothing" in version "v1"'),
      },
      { file: 'b.yaml', document: 0, outcome: 'refused', message: expect.stringContaining('yaml:') },
    ]);
  });

  it('is the same for the same request and seed', () => {
    const run = () =>
      gradeChecks([check({ cel: 'object.status.availableReplicas == 3' }, { target: DEPLOYMENT })], {
        submission: { 'web.yaml': deployment('ngnix') },
        settleSeconds: 120,
        nodes: ['node-1'],
      });
    const first = run();
    expect(first.checks[0]?.evidence?.length).toBeGreaterThan(0);
    expect(JSON.stringify(run())).toBe(JSON.stringify(first));
  });

  it('keeps what it shows of a check within bounds', () => {
    const submission = Object.assign(
      {},
      ...Array.from({ length: 50 }, (_, n) => configMap({ n: 'x'.repeat(1_000) }, `m-${n}`)),
    );
    const { evidence = [] } = judge({ cel: "objects.all(o, has(o.data) && o.data.n == '')" }, submission, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'default',
    });
    expect(evidence.length).toBeLessThanOrEqual(EVIDENCE_LINES_MAX);
    expect(Math.max(...evidence.map((line) => line.length))).toBeLessThan(400);
  });

  it('tells where the world was too busy to get to its end', () => {
    const { sandbox } = openSandbox({ nodes: ['node-1'] });
    const request = {
      assignment: {
        title: 'Busy',
        nodes: [testNode('node-1')],
        manifests: {},
        settleSeconds: 600,
        checks: [],
      },
      submission: { 'web.yaml': deployment('nginx:1.27', 50) },
    };
    const report = grade(sandbox, request, 60);
    expect(report.settled).toBe(false);
    expect(report.virtualSeconds).toBeLessThan(600);
  });
});

describe('what a check looks at', () => {
  const objects = { ...configMap({ a: '1' }), ...configMap({ a: '2' }, 'b') };
  const all = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default' };

  it('is one object by name', () => {
    expect(judge({ matches: { data: { a: '2' } } }, objects, { ...all, name: 'b' }).passed).toBe(true);
  });

  it('is all objects of a kind, of which a partial object must match one', () => {
    expect(judge({ matches: { data: { a: '2' } } }, objects, all).passed).toBe(true);
    expect(judge({ matches: { data: { a: '3' } } }, objects, all)).toMatchObject({
      passed: false,
      evidence: [
        'configmap/a data.a: "1"',
        'configmap/b data.a: "2"',
        expect.stringContaining('kube-root-ca'),
      ],
    });
  });

  it('is what has the labels', () => {
    const labelled = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c', labels: { app: 'web' } },
    });
    const target = { ...all, labelSelector: 'app in (web, db)' };
    const condition = { cel: "size(objects) == 1 && objects[0].metadata.name == 'c'" };
    expect(judge(condition, { ...objects, 'c.json': labelled }, target).passed).toBe(true);
  });

  it('may not be there: then the evidence says what is, and what was refused', () => {
    const submission = {
      ...configMap({ a: '1' }, 'b'),
      'web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndatum: {}\n',
      'other.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndatum: {}\n',
    };
    expect(judge({ cel: 'true' }, submission)).toMatchObject({
      message: 'configmaps "a" not found',
      evidence: [
        'configmap/a was refused: ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "datum"',
        'found configmap/b, configmap/kube-root-ca.crt',
      ],
    });
  });

  it('may be in another namespace: the evidence says so', () => {
    const result = judge({ cel: 'true' }, configMap({ a: '1' }), {
      ...all,
      name: 'a',
      namespace: 'kube-public',
    });
    expect(result.evidence).toEqual(['found configmap/a in namespace default, configmap/kube-root-ca.crt']);
  });
});

describe('the evidence of a workload that is not ready', () => {
  function evidenceOf(image: string): readonly string[] {
    const target = { target: DEPLOYMENT };
    const report = gradeChecks([check({ cel: 'object.status.availableReplicas == 2' }, target)], {
      submission: { 'web.yaml': deployment(image) },
      settleSeconds: 60,
      nodes: ['node-1'],
    });
    return report.checks[0]?.evidence ?? [];
  }

  it('is why its pods wait, once for all of them', () => {
    const [first] = evidenceOf('ngnix:1.27');
    expect(first).toMatch(/^pod\/web-\S+: container web: (ErrImagePull|ImagePullBackOff): .*and 1 more pod/);
  });

  it('is how they ended, and what they said of it', () => {
    const [first, second] = evidenceOf('postgres:16');
    expect(first).toMatch(
      /^pod\/web-\S+: container web: CrashLoopBackOff, last exit: Error, exit code 1, \d+ restarts/,
    );
    expect(second).toBe(
      'log of web: Error: Database is uninitialized and superuser password is not specified.',
    );
  });
});

describe('starting manifests', () => {
  it('are there before the submission, which may change them, and have settled', () => {
    const manifests = { 'web.yaml': deployment('nginx:1.27', 1) };
    const settled = check({ cel: 'object.status.availableReplicas == 1' }, { target: DEPLOYMENT });
    const report = gradeChecks([settled], { manifests, nodes: ['node-1'] });
    expect(report).toMatchObject({ score: 1, applied: [], virtualSeconds: 0 });
    const submission = { 'web.yaml': deployment('nginx:1.27', 2) };
    expect(gradeChecks([settled], { manifests, submission, nodes: ['node-1'] }).applied).toMatchObject([
      { object: 'deployment.apps/web', outcome: 'configured' },
    ]);
  });

  it('that never settle do not keep the grading from going on', () => {
    const manifests = { 'web.yaml': deployment('postgres:16', 1) };
    expect(gradeChecks([], { manifests, nodes: ['node-1'] }).settled).toBe(true);
  });
});

describe('an assignment that makes no sense', () => {
  const sound = check({ cel: 'true' });

  function problemOf(assignment: Partial<Assignment>): AssignmentError {
    const { sandbox } = openSandbox({ nodes: [] });
    const whole = {
      title: 'Test',
      nodes: [],
      manifests: {},
      settleSeconds: 0,
      checks: [sound],
      ...assignment,
    };
    try {
      grade(sandbox, { assignment: whole, submission: {} });
    } catch (error) {
      if (error instanceof AssignmentError) return error;
      throw error;
    }
    throw new Error('the assignment was accepted');
  }

  const withCheck = (changes: Partial<Check>) => ({ checks: [{ ...sound, ...changes }] });
  const { target } = sound;

  it.each<[string, Partial<Assignment>, string]>([
    ['assignment.settleSeconds', { settleSeconds: -1 }, 'must be between 0 and 86400'],
    ['assignment.settleSeconds', { settleSeconds: Number.NaN }, 'must be between'],
    [
      'assignment.checks',
      { checks: Array.from({ length: CHECKS_MAX + 1 }, () => sound) },
      'must have at most',
    ],
    ['assignment.checks[1].id', { checks: [sound, sound] }, 'must be unique'],
    ['assignment.checks[0].points', withCheck({ points: -1 }), 'must not be negative'],
    [
      'assignment.checks[0].target.kind',
      withCheck({ target: { ...target, kind: 'Nothing' } }),
      'no matches for kind "Nothing" in version "v1"',
    ],
    [
      'assignment.checks[0].target.labelSelector',
      withCheck({ target: { apiVersion: 'v1', kind: 'ConfigMap', labelSelector: 'a in' } }),
      "found '' expected: '('",
    ],
    [
      'assignment.checks[0].target.labelSelector',
      withCheck({ target: { ...target, labelSelector: 'a=b' } }),
      'may not be set together with a name',
    ],
    ['assignment.checks[0].condition.cel', withCheck({ condition: { cel: 'object.' } }), ''],
    ['assignment.checks[0].condition.cel', withCheck({ condition: { cel: 'objects == []' } }), 'objects'],
    [
      'assignment.checks[0].condition.matches',
      withCheck({ condition: { matches: [] } }),
      'must be an object',
    ],
    [
      'assignment.manifests["x.yaml"]',
      { manifests: { 'x.yaml': 'apiVersion: v1\nkind: Nothing\n' } },
      'no matches for kind "Nothing"',
    ],
  ])('is told at %s', (field, assignment, message) => {
    const problem = problemOf(assignment);
    expect(problem.field).toBe(field);
    expect(problem.message).toContain(message);
  });
});
