import { beforeEach, describe, expect, it } from 'vitest';
import { list, parseSelection } from '../../../engine/kubernetes/apiserver/list.ts';
import { type EventObject, eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { openRequests, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const POD = { kind: 'Pod', namespace: 'default', name: 'p', uid: 'u', apiVersion: 'v1' };
const TIME = '2026-01-01T00:00:00.000000Z';
const NEW_STYLE = {
  involvedObject: POD,
  eventTime: TIME,
  reportingComponent: 'example.com/c',
  reportingInstance: 'c-1',
  action: 'Do',
  reason: 'Done',
};

const event = (content: object, name = 'p.1'): EventObject =>
  requests.create(eventKind, { apiVersion: 'v1', kind: 'Event', metadata: { name }, ...content });

describe('an event', () => {
  it('may have any name that a path may have', () => {
    event({ involvedObject: POD }, 'Some_Name:1');
  });

  it.each<[object, string]>([
    [
      { involvedObject: { ...POD, namespace: 'other' } },
      'involvedObject.namespace: Invalid value: "other": does not match event.namespace',
    ],
    [
      { ...NEW_STYLE, reportingComponent: '' },
      "[reportingController: Required value, reportingController: Invalid value: \"\": name part must be non-empty, reportingController: Invalid value: \"\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')]",
    ],
    [
      { ...NEW_STYLE, reportingInstance: 'x'.repeat(129) },
      'reportingInstance: Invalid value: "": can have at most 128 characters',
    ],
    [{ ...NEW_STYLE, action: '' }, 'action: Required value'],
    [{ ...NEW_STYLE, reason: '' }, 'reason: Required value'],
    [
      { ...NEW_STYLE, message: 'x'.repeat(1025) },
      'message: Invalid value: "": can have at most 1024 characters',
    ],
  ])('%# is refused', (content, problem) => {
    expect(refusal(() => event(content)).message).toBe(`Event "p.1" is invalid: ${problem}`);
  });

  it('of a cluster-scoped object belongs into the namespace default', () => {
    event({ involvedObject: { kind: 'Node', name: 'n' } });
  });

  it.each([
    ['involvedObject.name=p', 2],
    ['involvedObject.kind=Pod,involvedObject.uid=u', 2],
    ['involvedObject.fieldPath=spec.containers{c}', 1],
    ['reason=Done', 1],
    ['type!=Warning', 1],
    ['source=kubelet', 1],
    ['source=example.com/c', 1],
    ['reportingComponent=example.com/c', 1],
    ['metadata.namespace=default', 2],
  ])('is selected by %s', (selector, count) => {
    event({ ...NEW_STYLE, type: 'Normal' });
    const involvedObject = { ...POD, fieldPath: 'spec.containers{c}' };
    event({ involvedObject, type: 'Warning', source: { component: 'kubelet', host: 'n' } }, 'p.2');
    const selection = parseSelection(eventKind, 'default', '', selector);
    expect(list(requests.cluster, eventKind, selection, {}).entries.length).toBe(count);
  });

  it.each<[object, unknown[]]>([
    [
      {
        firstTimestamp: '2026-01-01T00:00:00Z',
        lastTimestamp: '2026-01-01T00:01:00Z',
        count: 3,
        type: 'Warning',
        reason: 'BackOff',
        message: ' Back-off \n',
        source: { component: 'kubelet', host: 'n' },
        involvedObject: { ...POD, fieldPath: 'spec.containers{c}' },
      },
      ['60s', 'Warning', 'BackOff', 'pod/p', 'spec.containers{c}', 'kubelet, n', 'Back-off', '2m', 3, 'p.1'],
    ],
    [NEW_STYLE, ['2m', '', 'Done', 'pod/p', '', 'example.com/c, c-1', '', '2m', 1, 'p.1']],
    [
      { ...NEW_STYLE, series: { count: 4, lastObservedTime: '2026-01-01T00:01:30.000000Z' } },
      ['30s', '', 'Done', 'pod/p', '', 'example.com/c, c-1', '', '2m', 4, 'p.1'],
    ],
    [
      { involvedObject: { ...POD, name: '' } },
      ['<unknown>', '', '', 'pod', '', '', '', '<unknown>', 1, 'p.1'],
    ],
  ])('%# has a row', (content, row) => {
    expect(eventKind.row(event(content), Date.UTC(2026, 0, 1, 0, 2))).toEqual(row);
  });
});
