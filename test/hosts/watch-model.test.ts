import { afterAll, beforeAll, expect, test } from 'vitest';
import { Random } from '../../engine/simulation/random.ts';
import { ask, eventsOf } from '../harness/ask.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';
import {
  MODEL_LABEL_SELECTORS,
  type ModelEvent,
  type ModelSelection,
  modelObject,
  WatchModel,
} from '../harness/watch-model.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
});

afterAll(() => atoll.stop());

const WRITES = 60;
const NAMESPACES = ['default', 'kube-public'];
const random = Random.fromSeed('watches over HTTP');
const pick = (from: readonly string[]) => from[random.below(from.length)] ?? '';

/** A watch that is read from the moment it is opened. */
class OpenWatch {
  readonly #events: ModelEvent[] = [];
  readonly #abort = new AbortController();
  #look = () => {};

  static async open(path: string): Promise<OpenWatch> {
    const watch = new OpenWatch();
    const response = await fetch(student.server + path, { signal: watch.#abort.signal });
    void watch.#read(response);
    return watch;
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of response.body ?? []) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const { type, object } of eventsOf(lines.join('\n'))) {
          this.#events.push({ type, object: modelObject(Object(object)) });
        }
        this.#look();
      }
    } catch {
      // Hung up on.
    }
  }

  /** Waits for the change of a revision, and hangs up. The answer: all events until then. */
  async until(revision: number): Promise<readonly ModelEvent[]> {
    await new Promise<void>((resolve) => {
      this.#look = () => {
        if (this.#events.some(({ object }) => object.revision >= revision)) resolve();
      };
      this.#look();
    });
    this.#abort.abort();
    return this.#events;
  }
}

function pathOf({ namespace, labelSelector, name }: ModelSelection, query: Record<string, string>): string {
  const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const fieldSelector = name === undefined ? '' : `metadata.name=${name}`;
  return `/api/v1${within}/configmaps?${new URLSearchParams({ labelSelector, fieldSelector, ...query })}`;
}

async function write(model: WatchModel): Promise<void> {
  const namespace = pick(NAMESPACES);
  const name = pick(['a', 'b', 'c']);
  const tier = pick(['a', 'b', '']);
  const collection = `/api/v1/namespaces/${namespace}/configmaps`;
  const body = JSON.stringify({
    metadata: { name, labels: tier === '' ? {} : { tier } },
    data: { value: String(random.below(1000)) },
  });
  if (model.get(namespace, name) === undefined) {
    model.wrote(modelObject(JSON.parse((await ask(student, collection, { method: 'POST', body })).text)));
  } else if (random.below(4) > 0) {
    const put = await ask(student, `${collection}/${name}`, { method: 'PUT', body });
    model.wrote(modelObject(JSON.parse(put.text)));
  } else {
    const old = model.get(namespace, name);
    await ask(student, `${collection}/${name}`, { method: 'DELETE' });
    // The answer doesn't say at which revision: the list does, nobody else writes.
    const { metadata } = JSON.parse((await ask(student, collection)).text);
    if (old !== undefined) model.wrote({ ...old, revision: Number(metadata.resourceVersion) }, true);
  }
}

/** Ends the history with changes that every selection sees one of. */
async function writeTheLast(model: WatchModel): Promise<void> {
  for (const namespace of NAMESPACES) {
    for (const labels of [{ tier: 'a' }, {}]) {
      const body = JSON.stringify({ metadata: { generateName: 'last-', labels } });
      const path = `/api/v1/namespaces/${namespace}/configmaps`;
      model.wrote(modelObject(JSON.parse((await ask(student, path, { method: 'POST', body })).text)));
    }
  }
}

test('whoever watches, from then on or from back then, sees every change once and in order', async () => {
  const listed = JSON.parse((await ask(student, '/api/v1/configmaps')).text);
  const first = Number(listed.metadata.resourceVersion);
  const model = new WatchModel(listed.items.map(modelObject));
  const open = (asked: ModelSelection, since: number) =>
    OpenWatch.open(pathOf(asked, { watch: 'true', resourceVersion: String(since) }));
  const check = async (asked: ModelSelection, since: number, watch: OpenWatch) => {
    const expected = model.eventsAfter(asked, since);
    expect(await watch.until(expected.at(-1)?.object.revision ?? 0)).toEqual(expected);
  };
  const selections = [undefined, ...NAMESPACES].flatMap((namespace) =>
    MODEL_LABEL_SELECTORS.map((labelSelector) => ({ namespace, labelSelector, name: undefined })),
  );
  const live = await Promise.all(selections.map((asked) => open(asked, first)));
  for (let index = 0; index < WRITES; index++) await write(model);
  await writeTheLast(model);
  await Promise.all(selections.map((asked, index) => check(asked, first, live[index] ?? new OpenWatch())));
  const revisions = model.eventsAfter(EVERYTHING, 0).map(({ object }) => object.revision);
  for (const asked of selections) {
    // Any but the last few, of which each selection sees one.
    const since = revisions[random.below(WRITES / 2)] ?? first;
    await check(asked, since, await open(asked, since));
  }
});

const EVERYTHING: ModelSelection = { namespace: undefined, labelSelector: '', name: undefined };
