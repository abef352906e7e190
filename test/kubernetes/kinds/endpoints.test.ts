import { beforeEach, describe, expect, it } from 'vitest';
import {
  type EndpointSliceObject,
  endpointSliceKind,
} from '../../../engine/kubernetes/kinds/endpoint-slice.ts';
import { type EndpointsObject, endpointsKind } from '../../../engine/kubernetes/kinds/endpoints.ts';
import { openRequests, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const endpoints = (subsets: object[]): EndpointsObject =>
  requests.create(endpointsKind, { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'e' }, subsets });
const ips = (...addresses: string[]) => addresses.map((ip) => ({ ip }));
const IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';

describe('endpoints', () => {
  it('have TCP ports', () => {
    const { subsets } = endpoints([{ addresses: ips('10.0.0.1'), ports: [{ port: 80 }] }]);
    expect(subsets).toEqual([{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80, protocol: 'TCP' }] }]);
  });

  it.each<[object, string]>([
    [{}, 'subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`'],
    [
      { addresses: ips('x') },
      `[subsets[0].addresses[0].ip: Invalid value: "x": ${IP}, subsets[0].addresses[0].ip: Invalid value: "x": must be a valid IP address]`,
    ],
    [
      { notReadyAddresses: ips('127.0.0.1') },
      'subsets[0].notReadyAddresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ],
    [
      { addresses: [{ ip: '10.0.0.1', hostname: 'a.b' }] },
      'subsets[0].addresses[0].hostname: Invalid value: "a.b": must not contain dots',
    ],
    [
      { addresses: ips('10.0.0.1'), ports: [{ port: 0 }, { port: 1, name: 'a', protocol: 'x' }] },
      '[subsets[0].ports[0].name: Required value, subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, subsets[0].ports[1].protocol: Unsupported value: "x": supported values: "SCTP", "TCP", "UDP"]',
    ],
  ])('of the subset %j are refused', (subset, problem) => {
    expect(refusal(() => endpoints([subset])).message).toBe(`Endpoints "e" is invalid: ${problem}`);
  });

  it.each<[object[], string]>([
    [[], '<none>'],
    [[{ notReadyAddresses: ips('10.0.0.1') }], ''],
    [[{ addresses: ips('10.0.0.1', '10.0.0.2') }], '10.0.0.1,10.0.0.2'],
    [[{ addresses: ips('10.0.0.1', '2001:db8::1'), ports: [{ port: 80 }] }], '10.0.0.1:80,[2001:db8::1]:80'],
    [
      [
        {
          addresses: ips('10.0.0.1', '10.0.0.2'),
          ports: [
            { name: 'a', port: 80 },
            { name: 'b', port: 81 },
          ],
        },
      ],
      '10.0.0.1:80,10.0.0.2:80,10.0.0.1:81 + 1 more...',
    ],
  ])('%j are shown as %j', (subsets, text) => {
    expect(endpointsKind.row(endpoints(subsets), requests.cluster.now)).toEqual(['e', text, '0s']);
  });

  it('are deprecated', () => {
    expect(endpointsKind.deprecation).toBe(
      'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
    );
  });
});

const slice = (content: object): EndpointSliceObject =>
  requests.create(endpointSliceKind, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'e' },
    addressType: 'IPv4',
    endpoints: [],
    ...content,
  });

describe('an endpoint slice', () => {
  it('has named TCP ports, and no topology', () => {
    const object = slice({
      endpoints: [{ addresses: ['10.0.0.1'], deprecatedTopology: { a: 'b' } }],
      ports: [{ port: 80 }],
    });
    expect(object.ports).toEqual([{ name: '', port: 80, protocol: 'TCP' }]);
    expect(object.endpoints).toEqual([{ addresses: ['10.0.0.1'], conditions: {} }]);
    expect(object.metadata.generation).toBe(1);
  });

  it.each<[object, string]>([
    [{ addressType: '' }, 'addressType: Required value'],
    [{ addressType: 'x' }, 'addressType: Unsupported value: "x": supported values: "FQDN", "IPv4", "IPv6"'],
    [
      { endpoints: [{ addresses: [] }] },
      'endpoints[0].addresses: Required value: must contain at least 1 address',
    ],
    [
      { endpoints: [{ addresses: ['2001:db8::1'] }] },
      'endpoints[0].addresses[0]: Invalid value: "2001:db8::1": must be a valid IPv4 address',
    ],
    [
      { addressType: 'FQDN', endpoints: [{ addresses: ['a'] }] },
      'endpoints[0].addresses[0]: Invalid value: "a": should be a domain with at least two segments separated by dots',
    ],
    [{ ports: [{ port: 80 }, { port: 81 }] }, 'ports[1].name: Duplicate value: ""'],
    [
      { endpoints: Array(1001).fill({ addresses: ['10.0.0.1'] }) },
      'endpoints: Too many: 1001: must have at most 1000 items',
    ],
    [
      { endpoints: [{ addresses: ['10.0.0.1'], hints: { forZones: [{ name: 'a' }, { name: 'a' }] } }] },
      'endpoints[0].hints.forZones[1].name: Duplicate value: "a"',
    ],
  ])('%# is refused', (content, problem) => {
    expect(refusal(() => slice(content)).message).toBe(
      `EndpointSlice.discovery.k8s.io "e" is invalid: ${problem}`,
    );
  });

  it('keeps its address type', () => {
    slice({});
    const change = () =>
      requests.change(endpointSliceKind, 'e', (draft) => {
        draft.addressType = 'IPv6';
      });
    expect(refusal(change).message).toContain('addressType: Invalid value: "IPv6": field is immutable');
  });

  it.each<[object, string, string]>([
    [{}, '<unset>', '<unset>'],
    [
      {
        ports: [{ name: 'a', port: 80 }, { name: 'b' }],
        endpoints: [{ addresses: ['10.0.0.1', '10.0.0.2'] }],
      },
      '80,b',
      '10.0.0.1,10.0.0.2',
    ],
    [
      {
        endpoints: [
          { addresses: ['10.0.0.1', '10.0.0.2'] },
          { addresses: ['10.0.0.3', '10.0.0.4', '10.0.0.5'] },
        ],
      },
      '<unset>',
      '10.0.0.1,10.0.0.2,10.0.0.3 + 2 more...',
    ],
  ])('%j is shown with the ports %j and the endpoints %j', (content, ports, addresses) => {
    const row = endpointSliceKind.row(slice(content), requests.cluster.now);
    expect(row).toEqual(['e', 'IPv4', ports, addresses, '0s']);
  });
});
