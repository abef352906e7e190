import { beforeAll, expect, test } from 'vitest';
import { KUBECTL_MINORS } from '../../harness/kubectl.ts';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { service, web } from './manifests.ts';

const configMap = (name: string, value: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, labels: {set: both}}
data: {KEY: ${value}}
`;

const kustomization = `namePrefix: dev-
resources: [web.yaml]
configMapGenerator:
- name: settings
  literals: [MODE=dev]
`;

/** All versions: what each asks of OpenAPI before it applies differs. */
describeKubectl(KUBECTL_MINORS, (session) => {
  beforeAll(() => {
    const { kubectl } = session;
    kubectl.file('web.yaml', `${web()}---\n${service}`);
    kubectl.file('two.yaml', `${web('nginx:1.26', 2)}---\n${service}`);
    kubectl.file('both/one.yaml', configMap('one', 'a'));
    kubectl.file('both/deeper/two.yaml', configMap('two', 'b'));
    kubectl.file('kustomized/kustomization.yaml', kustomization);
    kubectl.file('kustomized/web.yaml', web());
  });

  test('a manifest is created once, and changed where it differs', async () => {
    const both = (says: string) => `deployment.apps/web ${says}\nservice/web ${says}\n`;
    await session.says(
      ['apply -f web.yaml --dry-run=client', both('created (dry run)')],
      ['apply -f web.yaml --dry-run=server', both('created (server dry run)')],
      ['diff -f web.yaml', /\n\+ {2}name: web\n/, { code: 1 }],
      ['apply -f web.yaml', both('created')],
      ['apply -f web.yaml', both('unchanged')],
      ['diff -f web.yaml', ''],
      ['diff -f two.yaml', /\n- {2}replicas: 3\n\+ {2}replicas: 2\n/, { code: 1 }],
      ['apply -f two.yaml', 'deployment.apps/web configured\nservice/web unchanged\n'],
      ['apply -f two.yaml -o name', 'deployment.apps/web\nservice/web\n'],
      ['apply view-last-applied deploy/web -o json', /"replicas": 2,/],
      [
        'create -f web.yaml',
        'Error from server (AlreadyExists): error when creating "web.yaml": deployments.apps "web" already exists\n' +
          'Error from server (AlreadyExists): error when creating "web.yaml": services "web" already exists\n',
        { code: 1 },
      ],
      ['replace -f web.yaml', both('replaced')],
      ['delete -f web.yaml', /^deployment\.apps "web" deleted.*\nservice "web" deleted.*\n$/],
    );
  });

  test('what is taken out of a manifest is taken off the object, and what others set stays', async () => {
    const manifest = (data: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept}\ndata: ${data}\n`;
    await session.says(
      ['apply -f -', 'configmap/kept created\n', { stdin: manifest('{A: "1", B: "2"}') }],
      [`patch configmap kept -p '{"data":{"C":"3"}}'`, 'configmap/kept patched\n'],
      ['apply -f -', 'configmap/kept configured\n', { stdin: manifest('{A: "1"}') }],
    );
    expect((await session.json('configmap kept')).data).toEqual({ A: '1', C: '3' });
  });

  test('folders, kustomizations and prune', async () => {
    const made = ['configmap/dev-settings-bk2hmt6gd5', 'deployment.apps/dev-web'];
    await session.says(
      ['apply -f both', 'configmap/one created\n'],
      [
        'apply -f both -R',
        /^configmap\/(one unchanged|two created)\nconfigmap\/(one unchanged|two created)\n$/,
      ],
      ['apply -k kustomized', `${made[0]} created\n${made[1]} created\n`],
      ['apply -k kustomized', `${made[0]} unchanged\n${made[1]} unchanged\n`],
      [
        'apply -f both --prune -l set=both --prune-allowlist=core/v1/ConfigMap',
        'configmap/one unchanged\nconfigmap/two pruned\n',
      ],
      [
        'delete -k kustomized',
        /^configmap "dev-settings-\w+" deleted.*\ndeployment\.apps "dev-web" deleted.*\n$/,
      ],
    );
  });

  test('mistakes are told as a real cluster tells them', async () => {
    const gadget = 'apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: g}\n';
    const typed = web().replace('replicas: 3', 'replcas: 3');
    await session.says(
      [
        'apply -f -',
        'Error from server (BadRequest): error when creating "STDIN": Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replcas"\n',
        { stdin: typed, code: 1 },
      ],
      [
        'apply -f - --validate=false --dry-run=server',
        'deployment.apps/web created (server dry run)\n',
        { stdin: typed },
      ],
      [
        'apply -f -',
        'Error from server (BadRequest): error when creating "STDIN": ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string\n',
        { stdin: configMap('one-b', '1'), code: 1 },
      ],
      [
        'apply -f -',
        /^configmap\/here created\nerror: resource mapping not found for name: "g" namespace: "" from "STDIN": no matches for kind "Gadget" in version "example\.com\/v1"\nensure CRDs are installed first\n$/,
        { stdin: `${configMap('here', 'x')}---\n${gadget}`, code: 1 },
      ],
      [
        'apply -f -',
        /^The ConfigMap "Bad_Name" is invalid: metadata\.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of/,
        { stdin: configMap('Bad_Name', 'x'), code: 1 },
      ],
      ['apply -f nowhere.yaml', 'error: the path "nowhere.yaml" does not exist\n', { code: 1 }],
    );
  });
});
