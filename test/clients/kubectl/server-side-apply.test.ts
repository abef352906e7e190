import { expect, test } from 'vitest';
import { KUBECTL_MINORS } from '../../harness/kubectl.ts';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { web } from './manifests.ts';

const map = (name: string, ...data: readonly string[]): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${data.join(', ')}}\n`;

interface Entry {
  readonly manager: string;
  readonly operation: string;
  readonly fieldsV1: Readonly<Record<string, object>>;
}

describeKubectl(KUBECTL_MINORS, (session) => {
  const apply = (stdin: string, flags = '') =>
    session.kubectl.ok(`apply --server-side ${flags} -f -`, { stdin });

  async function managersOf(what: string): Promise<Record<string, Entry['fieldsV1']>> {
    const object = JSON.parse(await session.kubectl.ok(`get ${what} -o json --show-managed-fields`));
    const entries: readonly Entry[] = object.metadata.managedFields;
    return Object.fromEntries(
      entries.map(({ manager, operation, fieldsV1 }) => [`${manager} ${operation}`, fieldsV1]),
    );
  }

  test('apply --server-side creates, repeats, changes and removes', async () => {
    expect(await apply(web())).toBe('deployment.apps/web serverside-applied\n');
    await session.student.advance(60);
    const version = () => session.kubectl.ok('get deploy web -o jsonpath={.metadata.resourceVersion}');
    const before = await version();
    expect(await apply(web())).toBe('deployment.apps/web serverside-applied\n');
    expect(await version()).toBe(before);
    await apply(web('nginx:1.27', 1));
    await session.student.advance(60);
    expect(await session.kubectl.ok('get deploy web -o jsonpath={.status.readyReplicas}')).toBe('1');
    await apply(map('less', 'a: "1"', 'b: "1"'));
    await apply(map('less', 'b: "1"'));
    expect(await session.kubectl.ok('get cm less -o jsonpath={.data}')).toBe('{"b":"1"}');
  });

  test('a conflict is explained, and --force-conflicts takes the fields', async () => {
    await apply(map('contested', 'a: "1"'));
    const stdin = map('contested', 'a: "2"');
    const other = '--field-manager=other';
    const { code, stderr } = await session.kubectl.run(`apply --server-side ${other} -f -`, { stdin });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: Apply failed with 1 conflict: conflict with "kubectl": \.data\.a\nPlease review the fields above--they currently have other managers\./,
    );
    await apply(stdin, `${other} --force-conflicts`);
    expect(await managersOf('cm contested')).toEqual({ 'other Apply': { 'f:data': { 'f:a': {} } } });
  });

  test('an object of the client-side apply becomes one of the server-side apply', async () => {
    await session.kubectl.apply(map('migrated', 'a: "1"', 'b: "1"'));
    expect(await apply(map('migrated', 'a: "2"'))).toBe('configmap/migrated serverside-applied\n');
    expect(await session.kubectl.ok('get cm migrated -o jsonpath={.data}')).toBe('{"a":"2"}');
    // kubectl hands over what its client-side apply had, and keeps the annotation for another manager.
    const managers = Object.keys(await managersOf('cm migrated')).sort();
    expect(managers).toEqual(['kubectl Apply', 'kubectl-last-applied Apply']);
    expect(await session.kubectl.ok('apply view-last-applied cm migrated -o json')).toContain('"a": "2"');
    expect(await session.kubectl.apply(map('migrated', 'a: "3"'))).toContain(
      'configmap/migrated configured\n',
    );
  });

  test('--dry-run=server and diff --server-side show what would be, and change nothing', async () => {
    await apply(map('tried', 'a: "1"'));
    const stdin = map('tried', 'a: "2"');
    expect(await apply(stdin, '--dry-run=server')).toBe(
      'configmap/tried serverside-applied (server dry run)\n',
    );
    const { code, stdout } = await session.kubectl.run('diff --server-side -f -', { stdin });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^- {2}a: "1"\n\+ {2}a: "2"$/m);
    expect(await session.kubectl.ok('get cm tried -o jsonpath={.data.a}')).toBe('1');
  });

  test('managed fields are shown where they are asked for', async () => {
    await apply(map('shown', 'a: "1"'));
    expect(await session.kubectl.ok('get cm shown -o yaml')).not.toContain('managedFields');
    expect(await session.kubectl.ok('get cm shown -o yaml --show-managed-fields')).toMatch(
      / {2}managedFields:\n {2}- apiVersion: v1\n {4}fieldsType: FieldsV1\n {4}fieldsV1:\n {6}f:data:\n {8}f:a: \{\}\n {4}manager: kubectl\n {4}operation: Apply\n/,
    );
  });

  test('edit and patch are managers of their own', async () => {
    await apply(map('edited', 'a: "1"', 'b: "1"'));
    await session.kubectl.ok('patch cm edited --type=merge -p {"data":{"b":"2"}}');
    await session.kubectl.ok('edit cm edited', { editor: `sed -i 's/^  a: .*/  a: "2"/' "$1"` });
    expect(await managersOf('cm edited')).toEqual({
      'kubectl-edit Update': { 'f:data': { 'f:a': {} } },
      'kubectl-patch Update': { 'f:data': { 'f:b': {} } },
    });
  });

  test('set-last-applied and view-last-applied go on working', async () => {
    const stdin = map('annotated', 'a: "1"');
    await apply(stdin);
    await session.kubectl.ok('apply set-last-applied --create-annotation -f -', { stdin });
    expect(await session.kubectl.ok('apply view-last-applied cm annotated')).toContain('a: "1"');
    await apply(map('annotated', 'a: "2"'));
    expect(await session.kubectl.ok('apply view-last-applied cm annotated')).toContain('a: "2"');
  });

  test('what is wrong with a configuration is said', async () => {
    const stdin = web().replace('replicas:', 'replica:');
    const { stderr } = await session.kubectl.run('apply --server-side --validate=false -f -', { stdin });
    expect(stderr).toContain(
      'failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema',
    );
  });
});
