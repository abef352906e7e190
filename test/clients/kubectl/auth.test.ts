import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { KUBECTL_MINORS, Kubectl, kubectlOf } from '../../harness/kubectl.ts';
import { newStudent, type Student } from '../../harness/student.ts';

const EVERYTHING = /^\*\.\* +\[\] +\[\] +\[\*\]\n +\[\*\] +\[\] +\[\*\]\n$/m;

describe.each(KUBECTL_MINORS)('kubectl 1.%i auth', (minor) => {
  const path = kubectlOf(minor);
  let atoll: TestAtoll;
  let student: Student;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if (path === undefined) return;
    atoll = await startAtoll();
    student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
    kubectl = new Kubectl(path, student.kubeconfig);
  });

  afterAll(async () => {
    kubectl?.dispose();
    await atoll?.stop();
  });

  const run = test.skipIf(path === undefined);

  run('can-i: everything, for everybody', async () => {
    expect(await kubectl.ok('auth can-i create pods')).toBe('yes\n');
    expect(await kubectl.ok('auth can-i update deployments/web --subresource=scale -n none')).toBe('yes\n');
    expect(await kubectl.ok('auth can-i get /logs --as=jane --as-group=dev')).toBe('yes\n');
    expect(await kubectl.ok('auth can-i --list')).toMatch(EVERYTHING);
  });

  // The kubectl of 1.27 asks for versions of the kind that an API server of 1.33 doesn't serve.
  const whoami = minor === 27 ? test.skip : run;

  whoami('whoami: the kubeconfig’s user, or whom one acts as', async () => {
    expect(await kubectl.ok('auth whoami')).toBe(
      'ATTRIBUTE   VALUE\n' +
        'Username    kubernetes-admin\n' +
        'Groups      [kubeadm:cluster-admins system:authenticated]\n',
    );
    expect(await kubectl.ok('auth whoami --as=jane --as-group=dev --as-uid=7')).toBe(
      'ATTRIBUTE   VALUE\n' +
        'Username    jane\n' +
        'UID         7\n' +
        'Groups      [dev system:authenticated]\n',
    );
  });

  run('who acts as somebody else can still do everything', async () => {
    const name = `made-by-jane-${minor}`;
    expect(await kubectl.ok(`create namespace ${name} --as=jane`)).toBe(`namespace/${name} created\n`);
  });

  run('get, by its own name, is not for what is only created', async () => {
    const { code, stderr } = await kubectl.run('get selfsubjectaccessreviews');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'Error from server (MethodNotAllowed): the server does not allow this method on the requested resource\n',
    );
  });

  run('explain knows them', async () => {
    expect(await kubectl.ok('explain subjectaccessreview.spec.user')).toMatch(/KIND: +SubjectAccessReview\n/);
  });

  // These are its words where it hasn't seen the server before.
  run('a token that is none', async () => {
    const server = student.server.replace(/\/a\/[^/]+\//, '/a/nonsense/');
    const stranger = new Kubectl(path ?? '', student.kubeconfig.replace(student.server, server));
    expect((await stranger.run('get pods')).stderr).toMatch(
      /^error: You must be logged in to the server \(the server has asked for the client to provide credentials\)$/m,
    );
    stranger.dispose();
  });
});
