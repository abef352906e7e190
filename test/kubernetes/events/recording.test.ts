import { beforeEach, describe, expect, it } from 'vitest';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { recordEvent } from '../../../engine/kubernetes/events.ts';
import { configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { namespaceKind } from '../../../engine/kubernetes/kinds/namespace.ts';
import { copy, draftMetadata } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR } from '../../harness/sandbox.ts';
import { Recorder, SOURCE } from './recorder.ts';

let recorder: Recorder;
beforeEach(() => {
  recorder = new Recorder();
});

const MINUTE = 60;
const COMBINED = '(combined from similar events): ';

describe('an event', () => {
  it('says who saw what happen to which object', () => {
    recorder.world.advance(5);
    recorder.report({ fieldPath: 'data{a}' }, { component: 'kubelet', host: 'node-1' });
    const object = recorder.world.cluster.store.get(configMapKind, 'default', 'm');
    const time = '2026-01-01T00:00:05Z';
    expect(recorder.events).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: {
          name: expect.stringMatching(/^m\.[0-9a-f]{16}$/),
          namespace: 'default',
          uid: expect.any(String),
          resourceVersion: expect.any(String),
          creationTimestamp: time,
          managedFields: expect.any(Array),
        },
        involvedObject: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace: 'default',
          name: 'm',
          uid: object?.metadata.uid,
          resourceVersion: object?.metadata.resourceVersion,
          fieldPath: 'data{a}',
        },
        reason: 'Tested',
        message: 'fine',
        source: { component: 'kubelet', host: 'node-1' },
        firstTimestamp: time,
        lastTimestamp: time,
        count: 1,
        type: 'Normal',
        eventTime: null,
        reportingComponent: 'kubelet',
        reportingInstance: 'node-1',
      },
    ]);
  });

  it('is listed after those before it', () => {
    for (const reason of ['Pulled', 'Created', 'Started']) recorder.report({ reason });
    const listed = recorder.world.cluster.store.list(eventKind, 'default').map(({ reason }) => reason);
    expect(listed).toEqual(['Pulled', 'Created', 'Started']);
  });

  it('of an object without a namespace is in the namespace default', () => {
    const { cluster } = recorder.world;
    const namespace = cluster.store.get(namespaceKind, '', 'kube-system');
    if (namespace === undefined) throw new Error('there is no kube-system');
    recordEvent(cluster, SOURCE, namespace, { type: 'Normal', reason: 'R', message: 'm' });
    const [event] = cluster.store
      .list(eventKind, 'default')
      .filter(({ involvedObject }) => involvedObject.kind === 'Namespace');
    expect(event?.involvedObject.namespace).toBeUndefined();
  });

  it('that the API server refuses is dropped', () => {
    const world = openSandbox({ nodes: [] });
    const { cluster } = world;
    const metadata = draftMetadata({ name: 'm', namespace: 'gone' });
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
    expect(() =>
      recordEvent(cluster, SOURCE, object, { type: 'Normal', reason: 'R', message: 'm' }),
    ).not.toThrow();
  });
});

describe('the same event again', () => {
  it('is counted', () => {
    recorder.report();
    recorder.world.advance(90);
    recorder.report();
    const [event, ...others] = recorder.events;
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      count: 2,
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:01:30Z',
    });
  });

  it.each([
    [{ message: 'other' }, SOURCE],
    [{ reason: 'Other' }, SOURCE],
    [{ type: 'Warning' as const }, SOURCE],
    [{ fieldPath: 'data{a}' }, SOURCE],
    [{}, { component: 'other' }],
    [{}, { ...SOURCE, host: 'node-1' }],
  ])('but for %j, %j is another', (report, source) => {
    recorder.report();
    recorder.report(report, source);
    expect(recorder.events.map(({ count }) => count)).toEqual([1, 1]);
  });

  it('of an object that was made anew is another', () => {
    recorder.report();
    remove(
      recorder.world.cluster,
      configMapKind,
      { namespace: 'default', name: 'm' },
      { author: TEST_AUTHOR },
    );
    recorder = new Recorder(recorder.world);
    recorder.report();
    expect(recorder.events.length).toBe(2);
  });

  it('is another once the first was deleted', () => {
    recorder.report();
    const [event] = recorder.events;
    remove(
      recorder.world.cluster,
      eventKind,
      { namespace: 'default', name: event?.metadata.name ?? '' },
      { author: TEST_AUTHOR },
    );
    recorder.report();
    expect(recorder.counts).toEqual([['fine', 1]]);
  });
});

describe('events that differ in their message', () => {
  const say = (from: number, to: number) => {
    for (let i = from; i <= to; i++) recorder.report({ message: `message ${i}` });
  };

  it('are combined from the tenth on', () => {
    say(1, 14);
    expect(recorder.counts).toEqual([
      ...Array.from({ length: 9 }, (_, i) => [`message ${i + 1}`, 1]),
      [`${COMBINED}message 14`, 5],
    ]);
    expect(recorder.events[9]).toMatchObject({ reportingComponent: '', source: SOURCE });
  });

  it('are still counted one by one where they repeat one of the nine', () => {
    say(1, 10);
    recorder.report({ message: 'message 3' });
    expect(recorder.counts[2]).toEqual(['message 3', 2]);
    expect(recorder.counts[9]).toEqual([`${COMBINED}message 10`, 1]);
  });

  it('are told apart again after ten quiet minutes', () => {
    say(1, 10);
    recorder.world.advance(10 * MINUTE + 1);
    recorder.report({ message: 'message 11' });
    expect(recorder.counts.at(-1)).toEqual(['message 11', 1]);
  });

  it('are combined however slowly they come, if it is never quiet for so long', () => {
    for (let i = 1; i <= 10; i++) {
      recorder.report({ message: `message ${i}` });
      recorder.world.advance(5 * MINUTE);
    }
    expect(recorder.counts.at(-1)).toEqual([`${COMBINED}message 10`, 1]);
  });

  it('are combined by reason', () => {
    say(1, 9);
    recorder.report({ reason: 'Other' });
    expect(recorder.counts.at(-1)).toEqual(['fine', 1]);
  });
});

describe('too many events', () => {
  it('of one object are dropped after 25, but for one in five minutes', () => {
    for (let i = 0; i < 40; i++) recorder.report();
    expect(recorder.counts).toEqual([['fine', 25]]);
    recorder.world.advance(5 * MINUTE - 1);
    recorder.report();
    expect(recorder.counts).toEqual([['fine', 25]]);
    recorder.world.advance(1);
    for (let i = 0; i < 3; i++) recorder.report();
    expect(recorder.counts).toEqual([['fine', 26]]);
  });

  it('spread over half an hour leave as many as a bucket of 25 and one per five minutes allow', () => {
    for (let i = 0; i < 30 * 6; i++) {
      recorder.report();
      recorder.world.advance(10);
    }
    expect(recorder.counts).toEqual([['fine', 30]]);
  });

  it('of different kinds share the bucket', () => {
    for (let i = 0; i < 20; i++) recorder.report();
    for (let i = 0; i < 20; i++) recorder.report({ reason: 'Other' });
    expect(recorder.counts).toEqual([
      ['fine', 20],
      ['fine', 5],
    ]);
  });

  it('of another source have a bucket of their own', () => {
    for (let i = 0; i < 30; i++) recorder.report();
    recorder.report({}, { component: 'other' });
    expect(recorder.events.length).toBe(2);
  });

  it('are not those that a quiet hour ago filled the bucket', () => {
    for (let i = 0; i < 25; i++) recorder.report();
    recorder.world.advance(55 * MINUTE);
    for (let i = 0; i < 20; i++) recorder.report({ reason: 'Other' });
    expect(recorder.counts).toEqual([
      ['fine', 25],
      ['fine', 11],
    ]);
  });
});

describe('a restart of the server', () => {
  it('changes nothing of what is recorded', () => {
    const script = (restarts: boolean) => {
      const own = new Recorder(openSandbox({ nodes: [], seed: 'restarts' }));
      for (let i = 0; i < 60; i++) {
        if (restarts && i % 7 === 0) own.restart();
        own.report({ message: `message ${i % 13}`, reason: i % 4 === 0 ? 'Other' : 'Tested' });
        own.world.advance(i % 20);
      }
      return own.events;
    };
    expect(script(true)).toEqual(script(false));
  });
});

describe('an event with an action', () => {
  const report = { reason: 'FailedScheduling', action: 'Scheduling', type: 'Warning' as const };
  const scheduler = { component: 'default-scheduler' };

  it('is written as events.k8s.io has it', () => {
    recorder.report(report, scheduler);
    const [event] = recorder.events;
    expect(event).toMatchObject({
      action: 'Scheduling',
      eventTime: '2026-01-01T00:00:00.000000Z',
      reportingComponent: 'default-scheduler',
      reportingInstance: 'default-scheduler',
      source: {},
    });
    expect(event).toMatchObject({ firstTimestamp: null, lastTimestamp: null });
    for (const field of ['count', 'series']) {
      expect(event).not.toHaveProperty(field);
    }
  });

  it('makes a series while its object stays the same', () => {
    recorder.report(report, scheduler);
    for (let i = 0; i < 2; i++) {
      recorder.world.advance(5 * MINUTE);
      recorder.report(report, scheduler);
    }
    expect(recorder.events.map(({ series }) => series)).toEqual([
      { count: 3, lastObservedTime: '2026-01-01T00:10:00.000000Z' },
    ]);
  });

  it.each([
    ['its object was written', 1],
    ['six minutes went by', 6 * MINUTE + 1],
  ])('is another once %s', (_what, seconds) => {
    recorder.report(report, scheduler);
    recorder.world.advance(seconds);
    if (seconds === 1) {
      const { cluster } = recorder.world;
      const object = cluster.store.get(configMapKind, 'default', 'm');
      if (object === undefined) throw new Error('there is no m');
      cluster.store.put(configMapKind, copy(object), TEST_AUTHOR, cluster.now);
    }
    recorder.report(report, scheduler);
    expect(recorder.events.map(({ series }) => series)).toEqual([undefined, undefined]);
  });
});
