import { type EventReport, type EventSource, recordEvent } from '../../../engine/kubernetes/events.ts';
import { configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { type EventObject, eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';

export const SOURCE: EventSource = { component: 'tester' };

/** A sandbox with an object that things happen to. */
export class Recorder {
  world: TestSandbox;

  constructor(world: TestSandbox = openSandbox({ nodes: [] })) {
    this.world = world;
    if (world.cluster.store.get(configMapKind, 'default', 'm') !== undefined) return;
    const metadata = draftMetadata({ name: 'm', namespace: 'default' });
    world.create(configMapKind, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  }

  /** Reports and commits. */
  report(report: Partial<EventReport> = {}, source = SOURCE): void {
    const { cluster, sandbox } = this.world;
    const object = cluster.store.get(configMapKind, 'default', 'm');
    if (object === undefined) throw new Error('there is no m');
    sandbox.transact(() => {
      recordEvent(cluster, source, object, { type: 'Normal', reason: 'Tested', message: 'fine', ...report });
    });
  }

  /** Those of the object, in the order they were made. */
  get events(): EventObject[] {
    const { store } = this.world.cluster;
    return store
      .changesAfter(0, 'events')
      .filter(({ event }) => event === 'ADDED')
      .flatMap(({ entry }) => store.get(eventKind, 'default', entry.object.metadata.name) ?? [])
      .filter(({ involvedObject }) => involvedObject.name === 'm');
  }

  /** Message and count of each. */
  get counts(): [string, number][] {
    return this.events.map(({ message = '', count = 0 }) => [message, count]);
  }

  restart(): void {
    this.world.sandbox.checkpoint();
    this.world = this.world.reload();
  }
}
