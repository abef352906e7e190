import { expect, test } from 'vitest';
import { KUBECTL_MINORS, Kubectl, kubectlOf } from '../../harness/kubectl.ts';
import { describeKubectl } from '../../harness/kubectl-session.ts';

const EVERYTHING = /^\*\.\* +\[\] +\[\] +\[\*\]\n +\[\*\] +\[\] +\[\*\]\n$/m;

describeKubectl(KUBECTL_MINORS, (session) => {
  test('can-i: everything, for everybody', async () => {
    expect(await session.kubectl.ok('auth can-i create pods')).toBe('yes\n');
    expect(await session.kubectl.ok('auth can-i update deployments/web --subresource=scale -n none')).toBe(
      'yes\n',
    );
    expect(await session.kubectl.ok('auth can-i get /logs --as=jane --as-group=dev')).toBe('yes\n');
    expect(await session.kubectl.ok('auth can-i --list')).toMatch(EVERYTHING);
  });

  // The kubectl of 1.27 asks for versions of the kind that an API server of 1.33 doesn't serve.
  const whoami = session.minor === 27 ? test.skip : test;

  whoami('whoami: the kubeconfig’s user, or whom one acts as', async () => {
    expect(await session.kubectl.ok('auth whoami')).toBe(
      'ATTRIBUTE   VALUE\n' +
        'Username    kubernetes-admin\n' +
        'Groups      [kubeadm:cluster-admins system:authenticated]\n',
    );
    expect(await session.kubectl.ok('auth whoami --as=jane --as-group=dev --as-uid=7')).toBe(
      'ATTRIBUTE   VALUE\n' +
        'Username    jane\n' +
        'UID         7\n' +
        'Groups      [dev system:authenticated]\n',
    );
  });

  test('who acts as somebody else can still do everything', async () => {
    const name = `made-by-jane-${session.minor}`;
    expect(await session.kubectl.ok(`create namespace ${name} --as=jane`)).toBe(
      `namespace/${name} created\n`,
    );
  });

  test('get, by its own name, is not for what is only created', async () => {
    const { code, stderr } = await session.kubectl.run('get selfsubjectaccessreviews');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'Error from server (MethodNotAllowed): the server does not allow this method on the requested resource\n',
    );
  });

  test('explain knows them', async () => {
    expect(await session.kubectl.ok('explain subjectaccessreview.spec.user')).toMatch(
      /KIND: +SubjectAccessReview\n/,
    );
  });

  // These are its words where it hasn't seen the server before.
  test('a token that is none', async () => {
    const server = session.student.server.replace(/\/a\/[^/]+\//, '/a/nonsense/');
    const stranger = new Kubectl(
      kubectlOf(session.minor) ?? '',
      session.student.kubeconfig.replace(session.student.server, server),
    );
    expect((await stranger.run('get pods')).stderr).toMatch(
      /^error: You must be logged in to the server \(the server has asked for the client to provide credentials\)$/m,
    );
    stranger.dispose();
  });
});
