import { beforeEach, describe, expect, it } from 'vitest';
import { list, parseSelection } from '../../../engine/kubernetes/apiserver/list.ts';
import { type NodeObject, nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { type ClusterObjects, openClusterObjects } from './cluster-objects.ts';
import { refusal } from './requests.ts';

let nodes: ClusterObjects<NodeObject>;
beforeEach(() => {
  nodes = openClusterObjects(nodeKind);
});

const QUALIFIED =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

describe('a node', () => {
  it('always says what runs on it', () => {
    const { status } = nodes.create({});
    expect(status.daemonEndpoints).toEqual({ kubeletEndpoint: { Port: 0 } });
    expect(status.nodeInfo?.kubeletVersion).toBe('');
  });

  it.each([
    [{ podCIDR: '10.244.0.0/24' }, ['10.244.0.0/24']],
    [{ podCIDRs: ['10.244.0.0/24', 'fd00::/64'] }, ['10.244.0.0/24', 'fd00::/64']],
    [{ podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.0.0/24'] }, ['10.244.1.0/24']],
  ])('with %j has the networks %j', (spec, podCIDRs) => {
    const node = nodes.create({ spec });
    expect(node.spec).toEqual({ podCIDR: podCIDRs[0], podCIDRs });
  });

  it.each<[object, string]>([
    [
      { spec: { podCIDR: 'x' } },
      'spec.podCIDRs[0]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      { spec: { podCIDRs: ['10.0.0.0/24', '10.0.0.0/24'] } },
      '[spec.podCIDRs: Invalid value: []string{"10.0.0.0/24", "10.0.0.0/24"}: may specify no more than one CIDR for each IP family, spec.podCIDRs[1]: Duplicate value: "10.0.0.0/24"]',
    ],
    [
      { spec: { taints: [{ key: 'a b', effect: 'NoSchedule' }] } },
      `metadata.taints[0].key: Invalid value: "a b": ${QUALIFIED}`,
    ],
    [{ spec: { taints: [{ key: 'a', effect: '' }] } }, 'metadata.taints[0].effect: Required value'],
    [
      { spec: { taints: [{ key: 'a', effect: 'x' }] } },
      'metadata.taints[0].effect: Unsupported value: "x": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ],
    [
      {
        spec: {
          taints: [
            { key: 'a', effect: 'NoSchedule' },
            { key: 'a', value: 'b', effect: 'NoSchedule' },
          ],
        },
      },
      'metadata.taints[1]: Duplicate value: core.Taint{Key:"a", Value:"b", Effect:"NoSchedule", TimeAdded:(*v1.Time)(nil)}: taints must be unique by key and effect pair',
    ],
    [
      { status: { capacity: { cpu: '-1' } } },
      'status.capacity.cpu: Invalid value: "-1": must be greater than or equal to 0',
    ],
    [
      { status: { allocatable: { pods: '1500m' } } },
      'status.allocatable.pods: Invalid value: "1500m": must be an integer',
    ],
  ])('of %j is refused', (content, problem) => {
    expect(refusal(() => nodes.create(content)).message).toBe(`Node "n" is invalid: ${problem}`);
  });

  it.each<[object, (draft: NodeObject) => void, string]>([
    [
      { podCIDR: '10.0.0.0/24' },
      ({ spec }) => {
        spec.podCIDR = '10.0.1.0/24';
      },
      'spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid',
    ],
    [
      { providerID: 'a' },
      ({ spec }) => {
        spec.providerID = 'b';
      },
      'spec.providerID: Forbidden: node updates may not change providerID except from "" to valid',
    ],
  ])('with %j keeps it', (spec, edit, problem) => {
    nodes.create({ spec });
    expect(refusal(() => nodes.change(edit)).message).toBe(`Node "n" is invalid: ${problem}`);
  });

  it('gets a network and a provider once', () => {
    nodes.create({});
    const { spec } = nodes.change((draft) => {
      draft.spec.podCIDR = '10.0.0.0/24';
      draft.spec.providerID = 'a';
    });
    expect(spec).toEqual({ podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24'], providerID: 'a' });
  });

  it('has each address once', () => {
    nodes.create({});
    const address = { type: 'InternalIP', address: '192.0.2.1' };
    const change = () =>
      nodes.change(({ status }) => {
        status.addresses = [address, address];
      }, 'status');
    expect(refusal(change).message).toBe(
      'Node "n" is invalid: status.addresses[1]: Duplicate value: core.NodeAddress{Type:"InternalIP", Address:"192.0.2.1"}',
    );
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('is selected by spec.unschedulable=%s', (text, unschedulable) => {
    nodes.create({ spec: { unschedulable } });
    const select = parseSelection(nodeKind, undefined, '', `spec.unschedulable=${text}`);
    expect(list(nodes.cluster, nodeKind, select, {}).entries.length).toBe(1);
  });
});

describe('the row of a node', () => {
  const ready = (status: string) => ({ conditions: [{ type: 'Ready', status }] });

  it.each<[object, object, string]>([
    [{}, {}, 'Unknown'],
    [{}, ready('True'), 'Ready'],
    [{}, ready('False'), 'NotReady'],
    [{}, ready('Unknown'), 'NotReady'],
    [{ unschedulable: true }, ready('True'), 'Ready,SchedulingDisabled'],
  ])('of %j and %j shows it as %s', (spec, status, shown) => {
    expect(nodeKind.row(nodes.create({ spec, status }), nodes.cluster.now)[1]).toBe(shown);
  });

  it('shows its roles, addresses and versions', () => {
    const labels = {
      'node-role.kubernetes.io/worker': '',
      'node-role.kubernetes.io/control-plane': '',
      'kubernetes.io/role': 'spare',
    };
    const nodeInfo = {
      kubeletVersion: 'v1.33.1',
      osImage: 'Debian',
      kernelVersion: '',
      containerRuntimeVersion: 'r',
    };
    const addresses = [
      { type: 'Hostname', address: 'n' },
      { type: 'InternalIP', address: '192.0.2.1' },
    ];
    const node = nodes.create({ status: { nodeInfo, addresses } }, { labels });
    expect(nodeKind.row(node, nodes.cluster.now)).toEqual([
      'n',
      'Unknown',
      'control-plane,spare,worker',
      '0s',
      'v1.33.1',
      '192.0.2.1',
      '<none>',
      'Debian',
      '<unknown>',
      'r',
    ]);
  });

  it('shows <none> for no role', () => {
    expect(nodeKind.row(nodes.create({}), 0)[2]).toBe('<none>');
  });
});
