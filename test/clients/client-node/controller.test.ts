import {
  ApiException,
  AppsV1Api,
  CoreV1Api,
  type KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  type V1ConfigMap,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { Arrivals, kubeConfigOf } from '../../harness/client-node.ts';
import { newStudent, type Student } from '../../harness/student.ts';

const namespace = 'default';
const FINALIZER = 'example.com/site';
const GATE = 'example.com/open';

/**
 * A controller as somebody else would write it: a config map labelled as a site gets a deployment whose pods are let
 * into service one by one, and a farewell before it goes.
 */
class SiteController {
  readonly #done = new Arrivals<string>();
  readonly #core: CoreV1Api;
  readonly #apps: AppsV1Api;
  readonly #watch: Watch;
  readonly #known = new Set<string>();
  #resourceVersion = '';
  #running = Promise.resolve();
  #stopped = false;
  #abort = () => {};

  constructor(config: KubeConfig) {
    this.#core = config.makeApiClient(CoreV1Api);
    this.#apps = config.makeApiClient(AppsV1Api);
    this.#watch = new Watch(config);
  }

  start(timeoutSeconds: number): void {
    this.#running = this.#run(timeoutSeconds);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#abort();
    await this.#running;
  }

  /** Waits until what it has done satisfies the condition. @throws what the controller fails of */
  async until(holds: (done: readonly string[]) => boolean): Promise<void> {
    await Promise.race([this.#done.until(holds), this.#running]);
  }

  /** Lists, then watches from where the list was; again from the last bookmark or object, or from a new list after 410. */
  async #run(timeoutSeconds: number): Promise<void> {
    while (!this.#stopped) {
      if (this.#resourceVersion === '') await this.#list();
      await this.#follow(timeoutSeconds);
    }
  }

  async #list(): Promise<void> {
    const list = await this.#core.listNamespacedConfigMap({ namespace, labelSelector: 'site' });
    this.#done.push('listed');
    for (const site of list.items) await this.#reconcile(site);
    this.#resourceVersion = list.metadata?.resourceVersion ?? '';
  }

  #follow(timeoutSeconds: number): Promise<void> {
    let work = Promise.resolve();
    return new Promise((resolve, reject) => {
      const query = {
        labelSelector: 'site',
        resourceVersion: this.#resourceVersion,
        allowWatchBookmarks: true,
        timeoutSeconds,
      };
      const handle = (type: string, site: V1ConfigMap & { code?: number }) => {
        if (type === 'ERROR') this.#resourceVersion = '';
        else this.#resourceVersion = site.metadata?.resourceVersion ?? '';
        if (type === 'ADDED' || type === 'MODIFIED') work = work.then(() => this.#reconcile(site));
      };
      const end = (error: unknown) => {
        if (error instanceof Error && error.name !== 'AbortError') reject(error);
        else work.then(resolve, reject);
      };
      void this.#watch
        .watch(`/api/v1/namespaces/${namespace}/configmaps`, query, handle, end)
        .then((controller) => {
          this.#abort = () => controller.abort();
          if (this.#stopped) this.#abort();
        });
    });
  }

  async #reconcile(seen: V1ConfigMap): Promise<void> {
    const name = seen.metadata?.name ?? '';
    if (seen.metadata?.deletionTimestamp !== undefined) {
      await this.#say(seen, 'Farewell');
      await this.#update(name, ({ metadata }) => {
        if (metadata !== undefined)
          metadata.finalizers = metadata.finalizers?.filter((one) => one !== FINALIZER);
      });
      this.#done.push(`gone ${name}`);
      return;
    }
    if (!seen.metadata?.finalizers?.includes(FINALIZER)) {
      await this.#update(name, ({ metadata }) => {
        if (metadata !== undefined) metadata.finalizers = [...(metadata.finalizers ?? []), FINALIZER];
      });
    }
    await this.#deploy(seen);
    if (!this.#known.has(name)) await this.#say(seen, 'Synced');
    this.#known.add(name);
    this.#done.push(`synced ${name} ${seen.data?.replicas}`);
  }

  /** Reads, changes and writes, and does so again while somebody else was quicker. */
  async #update(name: string, change: (site: V1ConfigMap) => void): Promise<void> {
    for (;;) {
      const site = await this.#core.readNamespacedConfigMap({ namespace, name });
      change(site);
      try {
        await this.#core.replaceNamespacedConfigMap({ namespace, name, body: site });
        return;
      } catch (error) {
        if (!(error instanceof ApiException && error.code === 409)) throw error;
      }
    }
  }

  async #deploy({ metadata, data }: V1ConfigMap): Promise<void> {
    const name = metadata?.name ?? '';
    const replicas = Number(data?.replicas);
    const owner = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name,
      uid: metadata?.uid ?? '',
      controller: true,
      blockOwnerDeletion: true,
    };
    const labels = { site: name };
    const pod = {
      readinessGates: [{ conditionType: GATE }],
      containers: [{ name: 'web', image: 'nginx:1.27' }],
    };
    const spec = {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod },
    };
    try {
      await this.#apps.createNamespacedDeployment({
        namespace,
        body: { metadata: { name, ownerReferences: [owner] }, spec },
      });
    } catch (error) {
      if (!(error instanceof ApiException && error.code === 409)) throw error;
      await this.#apps.patchNamespacedDeploymentScale(
        { namespace, name, body: { spec: { replicas } } },
        setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
      );
    }
  }

  async #say({ metadata }: V1ConfigMap, reason: string): Promise<void> {
    const involvedObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name: metadata?.name,
      uid: metadata?.uid,
    };
    // A watch brings times as text.
    const now = new Date(metadata?.creationTimestamp ?? 0);
    await this.#core.createNamespacedEvent({
      namespace,
      body: {
        metadata: { generateName: `${metadata?.name}.` },
        involvedObject,
        reason,
        message: `${reason}: ${metadata?.name}`,
        type: 'Normal',
        source: { component: 'site-controller' },
        firstTimestamp: now,
        lastTimestamp: now,
        count: 1,
      },
    });
  }

  /** Opens the gate of each pod, in its status. */
  async open(site: string): Promise<void> {
    const pods = await this.#core.listNamespacedPod({ namespace, labelSelector: `site=${site}` });
    for (const { metadata } of pods.items) {
      const conditions = [{ type: GATE, status: 'True', reason: 'Opened' }];
      await this.#core.patchNamespacedPodStatus(
        { namespace, name: metadata?.name ?? '', body: { status: { conditions } } },
        setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
      );
    }
  }
}

let atoll: TestAtoll;
let student: Student;
let core: CoreV1Api;
let apps: AppsV1Api;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
  const config = kubeConfigOf(student.kubeconfig);
  core = config.makeApiClient(CoreV1Api);
  apps = config.makeApiClient(AppsV1Api);
});

afterAll(() => atoll.stop());

const ready = async () =>
  (await apps.readNamespacedDeployment({ namespace, name: 'shop' })).status?.readyReplicas ?? 0;

test('a controller written by somebody else works from a site’s creation to its end', async () => {
  const controller = new SiteController(kubeConfigOf(student.kubeconfig));
  controller.start(30);
  const site = { metadata: { name: 'shop', labels: { site: 'yes' } }, data: { replicas: '2' } };
  await core.createNamespacedConfigMap({ namespace, body: site });
  await controller.until((all) => all.includes('synced shop 2'));

  await student.advance(30);
  expect(await ready()).toBe(0);
  await controller.open('shop');
  await student.advance(5);
  expect(await ready()).toBe(2);

  await core.patchNamespacedConfigMap(
    { namespace, name: 'shop', body: { data: { replicas: '3' } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );
  await controller.until((all) => all.includes('synced shop 3'));
  await student.advance(30);
  await controller.open('shop');
  await student.advance(5);
  expect(await ready()).toBe(3);

  await core.deleteNamespacedConfigMap({ namespace, name: 'shop' });
  await controller.until((all) => all.includes('gone shop'));
  await student.advance(60);
  await expect(core.readNamespacedConfigMap({ namespace, name: 'shop' })).rejects.toMatchObject({
    code: 404,
  });
  expect((await apps.listNamespacedDeployment({ namespace })).items).toEqual([]);
  expect((await core.listNamespacedPod({ namespace, labelSelector: 'site=shop' })).items).toEqual([]);
  const events = await core.listNamespacedEvent({
    namespace,
    fieldSelector: 'involvedObject.name=shop,involvedObject.kind=ConfigMap',
  });
  expect(new Set(events.items.map(({ reason }) => reason))).toEqual(new Set(['Synced', 'Farewell']));
  await controller.stop();
});

test('it lists again where its watch is too old to go on', async () => {
  const controller = new SiteController(kubeConfigOf(student.kubeconfig));
  controller.start(1);
  await controller.until((all) => all.length === 1);
  // While the watch is open, the log it began at is compacted away: the next one is answered with 410.
  await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'unrelated' } } });
  await student.advance(1200);
  await controller.until((all) => all.filter((one) => one === 'listed').length === 2);
  await controller.stop();
});
