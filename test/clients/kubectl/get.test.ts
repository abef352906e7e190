import { beforeAll, expect, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { pod, service, settings, web } from './manifests.ts';

describeKubectl([27, 33], (session) => {
  beforeAll(async () => {
    const { kubectl, student } = session;
    const single = pod('single', 'containers:\n- {name: c, image: "redis:7.2"}\nnodeName: node-1');
    const typo = pod('typo', 'containers:\n- {name: c, image: "nginx:1.nope"}');
    kubectl.file('web.yaml', `${web('nginx:1.26', 2)}---\n${service}`);
    kubectl.file('pods.yaml', `${single}---\n${typo}`);
    await kubectl.ok('apply -f web.yaml -f pods.yaml -f -', { stdin: settings });
    await student.advance(65);
  });

  test('several kinds come in sections, and all is every kind of the category', async () => {
    const sections =
      /^NAME +READY +STATUS +RESTARTS +AGE\npod\/single +1\/1 +Running +0 +65s\n[\s\S]*\n\nNAME +TYPE +CLUSTER-IP[\s\S]*service\/web [\s\S]*\n\nNAME +READY +UP-TO-DATE +AVAILABLE +AGE\ndeployment\.apps\/web +2\/2 +2 +2 +65s\n/;
    await session.says(
      ['get po,svc,deploy', sections],
      ['get all', sections],
      ['get all', /\n\nNAME +DESIRED +CURRENT +READY +AGE\nreplicaset\.apps\/web-\S+ +2 +2 +2 +65s\n$/],
      ['get pod/single svc/web', /^NAME [\s\S]*pod\/single [\s\S]*\n\nNAME [\s\S]*service\/web /],
      ['get -f web.yaml', /^NAME [\s\S]*deployment\.apps\/web [\s\S]*\n\nNAME [\s\S]*service\/web /],
      ['get -f pods.yaml -o name', 'pod/single\npod/typo\n'],
      ['get deploy -A', /^NAMESPACE +NAME +READY +UP-TO-DATE +AVAILABLE +AGE\ndefault +web +2\/2 /],
      ['get deployments.v1.apps web -o name', 'deployment.apps/web\n'],
      [
        'get no -o wide',
        /^NAME +STATUS +ROLES +AGE +VERSION +INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME\nnode-1 +Ready +<none> +65s +v1\.33\.\d+ +\S+ +<none> +\S.* +containerd:\/\/\S+\n/,
      ],
      [
        'get rs -o wide',
        /^NAME +DESIRED +CURRENT +READY +AGE +CONTAINERS +IMAGES +SELECTOR\nweb-\S+ +2 +2 +2 +65s +nginx +nginx:1\.26 +app=web,pod-template-hash=\S+\n$/,
      ],
      [
        'get svc web -o wide',
        /^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE +SELECTOR\nweb +ClusterIP +\S+ +<none> +80\/TCP +65s +app=web\n$/,
      ],
    );
  });

  test('every kind has its columns', async () => {
    await session.says(
      ['get ns default', /^NAME +STATUS +AGE\ndefault +Active +\S+\n$/],
      ['get cm settings', /^NAME +DATA +AGE\nsettings +2 +65s\n$/],
      ['get secret db', /^NAME +TYPE +DATA +AGE\ndb +Opaque +1 +65s\n$/],
      ['get sa default', /^NAME +SECRETS +AGE\ndefault +0 +\S+\n$/],
      ['get ep web', /NAME +ENDPOINTS +AGE\nweb +10\.244\.\S+:80,10\.244\.\S+:80 +65s\n/],
      [
        'get endpointslices',
        /NAME +ADDRESSTYPE +PORTS +ENDPOINTS +AGE\nkubernetes +IPv4 +6443 +\S+ +\S+\nweb-\S+ +IPv4 +80 +10\.244\.\S+,10\.244\.\S+ +65s\n/,
      ],
      ['get lease -n kube-node-lease node-1', /^NAME +HOLDER +AGE\nnode-1 +node-1 +\S+\n$/],
      ['get deploy web --subresource=scale', /^NAME +DESIRED +AVAILABLE +AGE\nweb +2 +2 +65s\n$/],
      ['get deploy web --subresource=status', /^NAME +READY .*\nweb +2\/2 /],
    );
  });

  test('selectors, columns of labels, and orders', async () => {
    await session.says(
      ['get pods -l run -o name', 'pod/single\npod/typo\n'],
      [`get pods -l 'run in (single),app!=web' -o name`, 'pod/single\n'],
      ['get pods --selector=app=web --no-headers', /^(web-\S+ +1\/1 +Running +0 +65s\n){2}$/],
      [
        'get pods -L run,app single',
        /^NAME +READY +STATUS +RESTARTS +AGE +RUN +APP\nsingle +1\/1 +Running +0 +65s +single +\n$/,
      ],
      ['get pods single --show-labels', /AGE +LABELS\nsingle .* +run=single\n$/],
      ['get pods --field-selector=status.phase!=Running -o name', 'pod/typo\n'],
      ['get pods --field-selector=spec.nodeName=node-1,metadata.name=single -o name', 'pod/single\n'],
      [
        'get pods --sort-by={.status.containerStatuses[0].image} -o name',
        /^pod\/web-\S+\npod\/web-\S+\npod\/single\npod\/typo\n$/,
      ],
      ['get nodes --sort-by=.metadata.name --no-headers', /^node-1 .*\nnode-2 .*\n$/],
      ['get pods --chunk-size=1 --no-headers', /^(\S+ +[01]\/1 .*\n){4}$/],
      ['get pods -A --chunk-size=3 -o name', /^(pod\/\S+\n){4}$/],
      ['get pods single typo', /^NAME .*\nsingle .*\ntypo +0\/1 +ImagePullBackOff +0 +65s\n$/],
    );
  });

  test('every format', async () => {
    await session.says(
      [
        `get pods -o jsonpath='{range .items[*]}{.metadata.name}{"="}{.status.phase}{"\\n"}{end}' -l run`,
        'single=Running\ntypo=Pending\n',
      ],
      [`get pods -l run --template='{{range .items}}{{.metadata.name}} {{end}}'`, 'single typo '],
      [`get pods -l run -o go-template='{{len .items}}'`, '2'],
      [
        'get pods -l run -o custom-columns=POD:.metadata.name,IMAGE:.spec.containers[*].image',
        /^POD +IMAGE\nsingle +redis:7\.2\ntypo +nginx:1\.nope\n$/,
      ],
      ['get pod single -o custom-columns=N:.metadata.nope --no-headers', '<none>\n'],
      ['get cm settings -o jsonpath={.data.COLOR}', 'blue'],
      ['get svc,deploy -l app=web -o name', 'deployment.apps/web\n'],
      [
        'get pods -o nonsense',
        /^error: unable to match a printer suitable for the output format "nonsense", allowed formats are: /,
        { code: 1 },
      ],
    );
    const list = await session.json('pods,svc');
    expect([list.kind, list.apiVersion, list.metadata]).toEqual(['List', 'v1', { resourceVersion: '' }]);
    expect(list.items.map((item: { kind: string }) => item.kind)).toEqual([
      'Pod',
      'Pod',
      'Pod',
      'Pod',
      'Service',
      'Service',
    ]);
    const yaml = await session.kubectl.ok('get cm settings -o yaml');
    expect(yaml).toMatch(
      /^apiVersion: v1\ndata:\n {2}COLOR: blue\n {2}MODE: dev\nkind: ConfigMap\nmetadata:\n/,
    );
    expect(yaml).not.toContain('managedFields');
  });

  test('nothing found is told apart', async () => {
    await session.says(
      ['get pods -l none=such', 'No resources found in default namespace.\n'],
      ['get pods -n nowhere', 'No resources found in nowhere namespace.\n'],
      ['get deploy -A -l none=such', 'No resources found\n'],
      ['get pods nope --ignore-not-found', ''],
      [
        'get pods nope single --no-headers',
        /^single .*\nError from server \(NotFound\): pods "nope" not found\n$/,
        { code: 1 },
      ],
      ['get gadgets', 'error: the server doesn\'t have a resource type "gadgets"\n', { code: 1 }],
      ['get pods,gadgets', 'error: the server doesn\'t have a resource type "gadgets"\n', { code: 1 }],
      ['get pods --show-all', /^(error|Error): unknown flag: --show-all\n/, { code: 1 }],
    );
  });

  test('-w follows, with the names of events, or only what comes', async () => {
    const { kubectl } = session;
    await kubectl.ok('create cm watched');
    const named = kubectl.watch('get cm watched -w --output-watch-events --no-headers');
    await named.until(/ADDED/);
    await kubectl.ok('annotate cm watched a=b');
    await named.until(/MODIFIED/);
    const coming = kubectl.watch('get cm -w --watch-only --no-headers');
    let seen = false;
    const arrival = coming.until(/later/).then(() => {
      seen = true;
    });
    // It doesn't say when it begins to watch: what is there by then it never shows.
    for (let n = 0; !seen; n++) await kubectl.ok(`create cm later-${n}`);
    await arrival;
    expect(await coming.stop()).toMatch(/^later-\d+ +0 +0s\n/);
    await kubectl.ok('delete cm watched');
    await named.until(/DELETED/);
    expect(await named.stop()).toMatch(/^ADDED +watched .*\nMODIFIED +watched .*\nDELETED +watched .*\n$/);
  });
});
