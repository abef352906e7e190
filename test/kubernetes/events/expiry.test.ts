import { beforeEach, describe, expect, it } from 'vitest';
import { recordEvent } from '../../../engine/kubernetes/events.ts';
import { eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import { Recorder, SOURCE } from './recorder.ts';

let recorder: Recorder;
beforeEach(() => {
  recorder = new Recorder();
});

const HOUR = 3600;

describe('an event', () => {
  it('is gone an hour after it was last written', () => {
    recorder.report();
    recorder.world.advance(HOUR - 1);
    expect(recorder.events.length).toBe(1);
    recorder.world.advance(1);
    expect(recorder.events.length).toBe(0);
  });

  it('lives on while it is written', () => {
    recorder.report();
    recorder.world.advance(HOUR / 2);
    recorder.report();
    recorder.world.advance(HOUR - 1);
    expect(recorder.counts).toEqual([['fine', 2]]);
    recorder.world.advance(1);
    expect(recorder.events).toEqual([]);
  });

  it('goes within a minute', () => {
    recorder.world.advance(10);
    recorder.report();
    recorder.world.advance(HOUR);
    expect(recorder.events.length).toBe(1);
    recorder.world.advance(60);
    expect(recorder.events.length).toBe(0);
  });

  it('goes at the same moment whether or not the server was restarted', () => {
    const gone = (restarts: boolean) => {
      const own = new Recorder();
      for (let i = 0; i < 5; i++) {
        own.world.advance(17);
        own.report({ message: `message ${i}` });
        if (restarts) own.restart();
      }
      own.world.advance(2 * HOUR);
      return own.world.cluster.store
        .changesAfter(0, 'events')
        .filter(({ event }) => event === 'DELETED')
        .map(({ entry }) => entry.object.metadata);
    };
    expect(gone(true)).toEqual(gone(false));
  });

  it('goes with thousands of others', () => {
    const { cluster, sandbox } = recorder.world;
    sandbox.transact(() => {
      for (let i = 0; i < 3000; i++) {
        const metadata = draftMetadata({ name: `p${i}`, namespace: 'default', uid: `u${i}` });
        const pod = { apiVersion: 'v1', kind: 'Pod', metadata };
        recordEvent(cluster, SOURCE, pod, { type: 'Normal', reason: 'R', message: 'm' });
      }
    });
    recorder.world.advance(HOUR);
    expect(cluster.store.list(eventKind)).toEqual([]);
  });

  it('keeps no sandbox from being idle', () => {
    recorder.report();
    recorder.world.advance(0);
    expect(recorder.world.sandbox.busy).toBe(false);
  });
});
