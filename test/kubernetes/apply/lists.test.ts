import { describe, expect, it } from 'vitest';
import { type Answered, entries, fresh, managersOf, ownMap, serverForTests } from './server.ts';

const server = serverForTests();

function deployment(containers: readonly object[], podSpec: object = {}, spec: object = {}) {
  const template = { metadata: { labels: { a: 'b' } }, spec: { containers, ...podSpec } };
  return { spec: { selector: { matchLabels: { a: 'b' } }, template, ...spec } };
}

const podSpecOf = ({ spec }: Answered) => spec?.template?.spec ?? { containers: [] };

const names = (body: Answered) => podSpecOf(body).containers.map(({ name }) => name);

const web = { name: 'web', image: 'nginx' };
const side = { name: 'side', image: 'busybox' };
const log = { name: 'log', image: 'busybox' };

describe('a list whose items have keys', () => {
  it('is merged item by item, and loses only what was applied before', async () => {
    const { path, base } = fresh('Deployment');
    await server.apply(path, { ...base, ...deployment([web]) });
    const two = (containers: readonly object[]) =>
      server.apply(path, { ...base, spec: { template: { spec: { containers } } } }, { fieldManager: 'two' });
    expect(names((await two([side, log])).body)).toEqual(['web', 'side', 'log']);
    const { body } = await two([log]);
    expect(names(body)).toEqual(['web', 'log']);
    expect(managersOf(body)['two Apply']).toEqual({
      'f:spec': {
        'f:template': {
          'f:spec': { 'f:containers': { 'k:{"name":"log"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
        },
      },
    });
  });

  it('keeps what others set in an item that is left out', async () => {
    const { path, base } = fresh('Deployment');
    await server.apply(path, { ...base, ...deployment([web, side]) });
    const extra = { name: 'side', env: [{ name: 'A', value: '1' }] };
    const configuration = { ...base, spec: { template: { spec: { containers: [extra] } } } };
    await server.apply(path, configuration, { fieldManager: 'two' });
    const { status, body } = await server.apply(path, { ...base, ...deployment([web]) });
    // What is left of it has no image; as upstream, it stays, and is judged as any other container.
    expect(status).toBe(422);
    expect(body.message).toContain('spec.template.spec.containers[1].image: Required value');
  });

  it('is ordered as its configuration, with the items of others among them', async () => {
    const { path, base } = fresh('Deployment');
    await server.apply(path, { ...base, ...deployment([web, side]) });
    const two = { ...base, spec: { template: { spec: { containers: [log] } } } };
    await server.apply(path, two, { fieldManager: 'two' });
    const { body } = await server.apply(path, { ...base, ...deployment([side, web]) });
    expect(names(body)).toEqual(['side', 'log', 'web']);
  });

  it('tells ports apart by their protocol, which is TCP where it is not said', async () => {
    const { path, base } = fresh('Deployment');
    const ports = (...list: object[]) => deployment([{ ...web, ports: list }]);
    await server.apply(path, {
      ...base,
      ...ports({ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }),
    });
    const both = await server.apply(path, {
      ...base,
      ...ports({ containerPort: 53, protocol: 'TCP', name: 'dns' }, { containerPort: 53, protocol: 'UDP' }),
    });
    const [container] = podSpecOf(both.body).containers;
    expect(container?.ports).toEqual([
      { containerPort: 53, protocol: 'TCP', name: 'dns' },
      { containerPort: 53, protocol: 'UDP' },
    ]);
    const one = await server.apply(path, { ...base, ...ports({ containerPort: 53, protocol: 'UDP' }) });
    expect(podSpecOf(one.body).containers[0]?.ports).toEqual([{ containerPort: 53, protocol: 'UDP' }]);
  });

  it.each([
    ['env', { env: [{ name: 'A', value: '1' }] }, 'k:{"name":"A"}', ['name', 'value']],
    [
      'volumeMounts',
      { volumeMounts: [{ name: 'v', mountPath: '/data' }] },
      'k:{"mountPath":"/data"}',
      ['mountPath', 'name'],
    ],
  ])('has items with the key of their type: %s', async (field, extra, key, fields) => {
    const { path, base } = fresh('Deployment');
    const volumes = [{ name: 'v', emptyDir: {} }];
    const { body } = await server.apply(path, {
      ...base,
      ...deployment([{ ...web, ...extra }], { volumes }),
    });
    const own = managersOf(body)['one Apply'];
    expect(own).toMatchObject({
      'f:spec': {
        'f:template': {
          'f:spec': {
            'f:containers': { 'k:{"name":"web"}': { [`f:${field}`]: { [key]: ownMap(...fields) } } },
            'f:volumes': { 'k:{"name":"v"}': { '.': {}, 'f:emptyDir': {}, 'f:name': {} } },
          },
        },
      },
    });
  });

  it('of conditions is merged by their type', async () => {
    const { path, base } = fresh('Pod');
    await server.apply(path, { ...base, spec: { containers: [web] } });
    const conditions = [{ type: 'example.com/checked', status: 'True' }];
    const { body } = await server.apply(`${path}/status`, { ...base, status: { conditions } });
    const type = 'k:{"type":"example.com/checked"}';
    expect(managersOf(body)['one Apply status']).toEqual({
      'f:status': { 'f:conditions': { [type]: ownMap('status', 'type') } },
    });
    const all =
      typeof body.status === 'object' ? body.status.conditions?.map((condition) => condition.type) : [];
    expect(all).toEqual(expect.arrayContaining(['PodScheduled', 'example.com/checked']));
  });

  it.each([
    [
      'twice the same key',
      [web, { ...web, image: 'busybox' }],
      '.spec.template.spec.containers: duplicate entries for key [name="web"]',
    ],
    [
      'no key',
      [{ image: 'nginx' }],
      '.spec.template.spec.containers: element 0: associative list with keys has an element that omits all key fields ["name"] (and doesn\'t have default values for any key fields)',
    ],
    [
      'null',
      [null],
      '.spec.template.spec.containers: element 0: associative list with keys may not have a null element',
    ],
    [
      'a text',
      ['web'],
      '.spec.template.spec.containers: element 0: associative list with keys may not have non-map elements',
    ],
  ])('may not have %s', async (_what, containers, fault) => {
    const { path, base } = fresh('Deployment');
    const { name } = base.metadata;
    const spec = { template: { spec: { containers } } };
    const { status, body } = await server.apply(path, { ...base, spec });
    expect([status, body.message]).toEqual([
      500,
      `failed to create typed patch object (/${name}; apps/v1, Kind=Deployment): ${fault}`,
    ]);
  });

  it('that others filled with duplicates is replaced where it is configured, and kept where not', async () => {
    const { path, base } = fresh('Deployment');
    const twice = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ];
    const map = { ...base, ...deployment([{ ...web, env: twice }]) };
    await server.send('POST', path.slice(0, path.lastIndexOf('/')), map, { fieldManager: 'creator' });
    const apply = (env: object[]) => {
      const containers = [{ name: 'web', env }];
      return server.apply(path, { ...base, spec: { template: { spec: { containers } } } }, { force: 'true' });
    };
    const other = await apply([{ name: 'B', value: '1' }]);
    expect(podSpecOf(other.body).containers[0]?.env).toEqual([...twice, { name: 'B', value: '1' }]);
    const same = await apply([{ name: 'A', value: '3' }]);
    expect(podSpecOf(same.body).containers[0]?.env).toEqual([{ name: 'A', value: '3' }]);
  });
});

describe('a set', () => {
  it('is merged member by member', async () => {
    const { path, base } = fresh('ConfigMap');
    const finalizers = (list: readonly string[]) => ({
      ...base,
      metadata: { ...base.metadata, finalizers: list },
    });
    await server.apply(path, finalizers(['example.com/a', 'example.com/b']));
    const { body } = await server.apply(path, finalizers(['example.com/c']), { fieldManager: 'two' });
    expect(body.metadata.finalizers).toEqual(['example.com/a', 'example.com/b', 'example.com/c']);
    const less = await server.apply(path, finalizers(['example.com/b']));
    expect(less.body.metadata.finalizers).toEqual(['example.com/b', 'example.com/c']);
    expect(managersOf(less.body)).toEqual({
      'one Apply': { 'f:metadata': { 'f:finalizers': { 'v:"example.com/b"': {} } } },
      'two Apply': { 'f:metadata': { 'f:finalizers': { 'v:"example.com/c"': {} } } },
    });
  });
});

describe('what is one value', () => {
  it.each([
    [
      'a list',
      { containers: [{ ...web, args: ['a'] }] },
      { containers: [{ ...web, args: ['b'] }] },
      'containers[name="web"].args',
    ],
    [
      'a map',
      { containers: [web], nodeSelector: { a: '1' } },
      { containers: [web], nodeSelector: { b: '1' } },
      'nodeSelector',
    ],
    [
      'a struct',
      {
        containers: [
          { ...web, env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }] },
        ],
      },
      {
        containers: [
          { ...web, env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] },
        ],
      },
      'containers[name="web"].env[name="A"].valueFrom.fieldRef',
    ],
  ])('is taken as a whole: %s', async (_what, first, second, field) => {
    const { path, base } = fresh('Deployment');
    const configuration = ({ containers, ...rest }: { containers: readonly object[] }) => ({
      ...base,
      ...deployment(containers, rest),
    });
    await server.apply(path, configuration(first));
    const { body } = await server.apply(path, configuration(second), { fieldManager: 'two' });
    expect(body.message).toBe(
      `Apply failed with 1 conflict: conflict with "one": .spec.template.spec.${field}`,
    );
    const forced = await server.apply(path, configuration(second), { fieldManager: 'two', force: 'true' });
    expect(podSpecOf(forced.body)).toMatchObject(second);
  });

  it('replaces the entries of a map that it doesn’t name', async () => {
    const { path, base } = fresh('Service');
    const spec = (selector: object) => ({ ...base, spec: { ports: [{ port: 80 }], selector } });
    await server.apply(path, spec({ a: '1', b: '1' }));
    const { body } = await server.apply(path, spec({ c: '1' }));
    expect(body.spec).toMatchObject({ selector: { c: '1' } });
    expect(body.spec?.selector).toEqual({ c: '1' });
    expect(managersOf(body)['one Apply']).toMatchObject({ 'f:spec': { 'f:selector': {} } });
  });

  it('is unlike a map of entries', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { a: '1' } });
    const { body } = await server.apply(path, { ...base, data: { b: '1' } }, { fieldManager: 'two' });
    expect(body.data).toEqual({ a: '1', b: '1' });
    expect(managersOf(body)['two Apply']).toEqual({ 'f:data': entries('b') });
  });
});
