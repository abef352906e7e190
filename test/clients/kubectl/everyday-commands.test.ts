import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { KUBECTL_MINORS, Kubectl, kubectlOf } from '../../harness/kubectl.ts';
import { newStudent, type Student } from '../../harness/student.ts';
import { service, settings, web } from './manifests.ts';

/** What students type every day does with every kubectl what it does on a real cluster. */
describe.each(KUBECTL_MINORS)('kubectl 1.%i', (minor) => {
  const path = kubectlOf(minor);
  let atoll: TestAtoll;
  let student: Student;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if (path === undefined) return;
    atoll = await startAtoll();
    student = await newStudent(atoll, { kubernetes: { nodes: 2 } });
    kubectl = new Kubectl(path, student.kubeconfig);
    await kubectl.apply(`${web()}---\n${service}---\n${settings}`);
    await student.advance(60);
  });

  afterAll(async () => {
    kubectl?.dispose();
    await atoll?.stop();
  });

  const run = test.skipIf(path === undefined);

  run('apply again changes nothing', async () => {
    // kubectl finds stringData to be folded in each time, on a real cluster too.
    expect(await kubectl.apply(`${web()}---\n${service}---\n${settings}`)).toBe(
      'deployment.apps/web unchanged\nservice/web unchanged\nconfigmap/settings unchanged\nsecret/db configured\n',
    );
  });

  run('get prints the columns of a real cluster', async () => {
    const nodes = await kubectl.ok('get nodes');
    expect(nodes).toMatch(
      /^NAME +STATUS +ROLES +AGE +VERSION\nnode-1 +Ready +<none> +\S+ +v1\.33\.\d+\nnode-2 /,
    );
    const deployments = await kubectl.ok('get deployments -o wide');
    expect(deployments).toMatch(
      /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\nweb +3\/3 +3 +3 +\S+ +nginx +nginx:1\.26 +app=web\n$/,
    );
    const pods = await kubectl.ok('get pods -o wide');
    expect(pods.split('\n')[0]).toMatch(
      /^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES$/,
    );
    expect(
      pods.match(/ 1\/1 +Running +0 +\S+ +10\.244\.\d+\.\d+ +node-[12] +<none> +<none>$/gm),
    ).toHaveLength(3);
    expect(await kubectl.ok('get svc web')).toMatch(
      /^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE\nweb +ClusterIP +10\.\d+\.\d+\.\d+ +<none> +80\/TCP +\S+\n$/,
    );
    expect(await kubectl.ok('get all')).toMatch(
      /pod\/web-[\s\S]*service\/web[\s\S]*deployment\.apps\/web[\s\S]*replicaset\.apps\/web-/,
    );
  });

  run('get writes every output format', async () => {
    expect(await kubectl.ok('get deploy web -o name')).toBe('deployment.apps/web\n');
    expect(await kubectl.ok('get deploy web -o jsonpath={.status.readyReplicas}')).toBe('3');
    expect(JSON.parse(await kubectl.ok('get deploy web -o json')).spec.replicas).toBe(3);
    expect(await kubectl.ok('get deploy web -o yaml')).toContain('\n  replicas: 3\n');
    expect(await kubectl.ok('get deploy -o custom-columns=N:.metadata.name,R:.spec.replicas')).toMatch(
      /^N +R\nweb +3\n$/,
    );
    expect(await kubectl.ok('get deploy web -o go-template={{.metadata.name}}')).toBe('web');
    expect(await kubectl.ok('get pods -l app=web --no-headers')).toMatch(/^(web-\S+ .*\n){3}$/);
    expect(await kubectl.ok('get pods --field-selector=status.phase=Running -o name')).toMatch(
      /^(pod\/web-\S+\n){3}$/,
    );
    expect(await kubectl.ok('get pods --show-labels')).toMatch(/app=web,pod-template-hash=[a-z0-9]+\n/);
  });

  run('describe tells the whole story', async () => {
    const deployment = await kubectl.ok('describe deployment web');
    expect(deployment).toMatch(
      /^Replicas: +3 desired \| 3 updated \| 3 total \| 3 available \| 0 unavailable$/m,
    );
    expect(deployment).toMatch(/^ +Available +True +MinimumReplicasAvailable$/m);
    expect(deployment).toMatch(
      /Normal +ScalingReplicaSet +\S+ +deployment-controller +Scaled up replica set web-\S+ from 0 to 3/,
    );
    const pods = await kubectl.ok('describe pods -l app=web');
    expect(pods).toMatch(
      /Normal +Scheduled +\S+ +default-scheduler +Successfully assigned default\/web-\S+ to node-\d/,
    );
    expect(pods).toMatch(
      /Normal +Pulled +\S+ +kubelet +(Successfully pulled image "nginx:1\.26"|Container image "nginx:1\.26" already present)/,
    );
    expect(pods).toMatch(/^ +Ready +True/m);
    const node = await kubectl.ok('describe node node-1');
    expect(node).toMatch(/^ +Ready +True .*KubeletReady +kubelet is posting ready status$/m);
    expect(node).toMatch(/Non-terminated Pods:/);
    expect(await kubectl.ok('describe service web')).toMatch(
      /^Endpoints: +10\.244\.\S+:80,10\.244\.\S+:80,10\.244\.\S+:80$/m,
    );
    expect(await kubectl.ok('describe configmap settings')).toMatch(/COLOR:\n----\nblue\n/);
    expect(await kubectl.ok('describe secret db')).toMatch(/^password: +6 bytes$/m);
    expect(await kubectl.ok('describe namespace default')).toMatch(/^Status: +Active$/m);
  });

  run('label, annotate and patch change what they say', async () => {
    expect(await kubectl.ok('label configmap settings tier=front')).toBe('configmap/settings labeled\n');
    const again = await kubectl.run('label configmap settings tier=back');
    expect(again.stderr).toContain("'tier' already has a value (front), and --overwrite is false");
    expect(await kubectl.ok('label configmap settings tier=back --overwrite')).toBe(
      'configmap/settings labeled\n',
    );
    expect(await kubectl.ok('label configmap settings tier-')).toBe('configmap/settings unlabeled\n');
    expect(await kubectl.ok('annotate configmap settings note=hello')).toMatch(
      /^configmap\/settings annotated?$/m,
    );
    for (const [type, patch] of [
      ['strategic', '{"data":{"COLOR":"red"}}'],
      ['merge', '{"data":{"MODE":null}}'],
      ['json', '[{"op":"add","path":"/data/NEW","value":"1"}]'],
    ] as const) {
      expect(await kubectl.ok(`patch configmap settings --type=${type} -p`, { more: [patch] })).toBe(
        'configmap/settings patched\n',
      );
    }
    expect(await kubectl.ok('get cm settings -o jsonpath={.data}')).toBe('{"COLOR":"red","NEW":"1"}');
  });

  run('diff shows what apply would change', async () => {
    const changed = await kubectl.run('diff -f -', { stdin: web('nginx:1.27') });
    expect(changed.code).toBe(1);
    expect(changed.stdout).toMatch(/^- +- image: nginx:1\.26$/m);
    expect(changed.stdout).toMatch(/^\+ +- image: nginx:1\.27$/m);
    expect((await kubectl.run('diff -f -', { stdin: web() })).code).toBe(0);
  });

  run('explain, api-resources, api-versions and version read the server', async () => {
    expect(await kubectl.ok('explain deployment.spec.replicas')).toMatch(/^FIELD: +replicas <integer>$/m);
    expect(await kubectl.ok('explain pod.spec.containers')).toMatch(/^ +imagePullPolicy\t?\s*<string>/m);
    expect(await kubectl.ok('api-resources')).toMatch(/^deployments +deploy +apps\/v1 +true +Deployment$/m);
    expect(await kubectl.ok('api-versions')).toMatch(/^apps\/v1$/m);
    expect(await kubectl.ok('version')).toMatch(/^Server Version: .*v1\.33\./m);
  });

  run('events are listed, oldest first', async () => {
    const events = await kubectl.ok('events');
    expect(events).toMatch(/^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE$/m);
    expect(events).toMatch(/Normal +Scheduled +Pod\/web-\S+ +Successfully assigned default\/web-/);
    expect(await kubectl.ok('get events')).toMatch(
      /Normal +SuccessfulCreate +replicaset\/web-\S+ +Created pod: web-/,
    );
  });

  run('errors are those of a real API server', async () => {
    const cases: [string, string][] = [
      ['get pod nope', 'Error from server (NotFound): pods "nope" not found\n'],
      ['get nope', 'error: the server doesn\'t have a resource type "nope"\n'],
      [
        'delete namespace default',
        'Error from server (Forbidden): namespaces "default" is forbidden: this namespace may not be deleted\n',
      ],
      [
        'get pods --field-selector=spec.foo=bar',
        'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "spec.foo=bar": field label not supported: spec.foo\n',
      ],
      ['rollout status deployment/nope', 'Error from server (NotFound): deployments.apps "nope" not found\n'],
    ];
    for (const [line, message] of cases) {
      const { code, stderr } = await kubectl.run(line);
      expect([line, stderr, code]).toEqual([line, message, 1]);
    }
  });

  run('get -w shows the steps one by one', async () => {
    await kubectl.apply(web('redis:7.2', 1).replaceAll('web', 'seen').replace('port: 80}', 'port: 6379}'));
    const watching = kubectl.watch('get pods -l app=seen -w --no-headers');
    await watching.until(/0\/1 +ContainerCreating/);
    await student.advance(5);
    await kubectl.ok('delete deployment seen');
    await student.advance(60);
    await watching.until(/0\/1 +Completed/);
    const statuses = (await watching.stop()).split('\n').map((line) => line.split(/ +/)[2]);
    expect(new Set(statuses)).toEqual(
      new Set(['ContainerCreating', 'Running', 'Terminating', 'Completed', undefined]),
    );
  });

  run('delete removes an object and what it owns', async () => {
    expect(await kubectl.ok('create -f -', { stdin: web().replaceAll('web', 'old') })).toBe(
      'deployment.apps/old created\n',
    );
    await student.advance(60);
    expect(await kubectl.ok('delete deployment old')).toMatch(/^deployment\.apps "old" deleted/);
    await student.advance(60);
    expect(await kubectl.ok('get rs,pods -l app=old -o name')).toBe('');
  });
});
