import { expect, test } from 'vitest';
import { KUBECTL_MINORS } from '../../harness/kubectl.ts';
import { describeKubectl } from '../../harness/kubectl-session.ts';

/** What a cluster says about itself. All versions: they ask for discovery and OpenAPI in different forms. */
describeKubectl(KUBECTL_MINORS, (session) => {
  test('api-resources and api-versions', async () => {
    await session.says(
      ['api-resources', /^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND\n/],
      [
        'api-resources',
        /\nconfigmaps +cm +v1 +true +ConfigMap\n[\s\S]*\ndeployments +deploy +apps\/v1 +true +Deployment\n/,
      ],
      [
        'api-resources --namespaced=false -o name',
        /^componentstatuses\nnamespaces\nnodes\nselfsubjectreviews\.authentication\.k8s\.io\n/,
      ],
      [
        'api-resources --api-group=coordination.k8s.io -o wide',
        /^NAME .* KIND +VERBS.*\nleases +coordination\.k8s\.io\/v1 +true +Lease +\[?create[, ]delete[, ]deletecollection[, ]get[, ]list[, ]patch[, ]update[, ]watch/,
      ],
      ['api-resources --verbs=list,watch -o name', /^pods\n[\s\S]*\ndeployments\.apps\n/m],
      ['api-versions', /^apps\/v1\n[\s\S]*\nv1\n$/],
    );
  });

  test('explain', async () => {
    await session.says(
      [
        'explain pods',
        /^KIND: +Pod\nVERSION: +v1\n\nDESCRIPTION:\n[\s\S]*\nFIELDS:\n[\s\S]*\n {2}spec\t<PodSpec>\n/,
      ],
      [
        'explain deploy.spec.replicas',
        /^GROUP: +apps\nKIND: +Deployment\nVERSION: +v1\n\nFIELD: replicas <integer>\n/,
      ],
      [
        'explain po.spec.containers.livenessProbe',
        /\nFIELD: livenessProbe <Probe>\n[\s\S]*\n {2}periodSeconds\t<integer>\n/,
      ],
      [
        'explain deployment.spec.template --recursive',
        /\n {2}spec\t<PodSpec>\n[\s\S]*\n {4}containers\t<\[\]Container> -required-\n/,
      ],
      ['explain pods.nope', /error: field "nope" does not exist\n$/, { code: 1 }],
      ['explain gadgets', /^(error: )?the server doesn't have a resource type "gadgets"\n$/, { code: 1 }],
    );
  });

  test('version and cluster-info', async () => {
    await session.says(
      ['version -o json', /"serverVersion": \{\n +"major": "1",\n +"minor": "33",/],
      ['cluster-info', /^\S*Kubernetes control plane\S* is running at \S*http/],
      ['cluster-info dump --output-directory=dump', 'Cluster info dumped to dump\n'],
    );
  });

  test('the shell completes with what is there', async () => {
    await session.kubectl.ok('create cm settings');
    await session.says(
      ['__complete get cm s', /^settings\n:4\n/],
      ['__complete get pod', /^pods\n/],
      ['__complete get pods -n kube-n', /^kube-node-lease\n:4\n/],
    );
    const nodes = await session.kubectl.ok('__complete cordon');
    expect(nodes).not.toBe('');
    expect((await session.kubectl.run('__complete', { more: ['cordon', ''] })).stdout).toMatch(
      /^node-1\nnode-2\n:4\n/,
    );
  });

  test('what discovery answers is kept in the cache of kubectl', () => {
    const cached = session.kubectl.files('.kube/cache/discovery');
    expect(cached.filter((path) => path.endsWith('v1/serverresources.json')).length).toBeGreaterThan(1);
  });
});
