import { test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';

/** The kubeconfig is one that kubectl can work on. */
describeKubectl([27, 33], (session) => {
  test('contexts and their namespace', async () => {
    const current = (await session.kubectl.ok('config current-context')).trim();
    await session.says(
      ['config get-contexts -o name', `${current}\n`],
      ['config set-context --current --namespace=kube-system', `Context "${current}" modified.\n`],
      ['get pods', 'No resources found in kube-system namespace.\n'],
      ['config view --minify -o jsonpath={..namespace}', 'kube-system'],
      [
        `config set-context dev --cluster=${current} --user=${current} --namespace=dev`,
        'Context "dev" created.\n',
      ],
      ['config use-context dev', 'Switched to context "dev".\n'],
      ['get pods', 'No resources found in dev namespace.\n'],
      [`get pods --context=${current} -n default`, 'No resources found in default namespace.\n'],
      [`config use-context ${current}`, `Switched to context "${current}".\n`],
      ['config delete-context dev', /^deleted context dev from .*\n$/],
      ['config get-clusters', `NAME\n${current}\n`],
      [
        'config rename-context nope other',
        /^error: cannot rename the context "nope", it's not in .*\n$/,
        { code: 1 },
      ],
    );
  });
});
