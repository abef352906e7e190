import { isDeepStrictEqual } from 'node:util';
import { create } from '../../engine/kubernetes/apiserver/create.ts';
import { remove } from '../../engine/kubernetes/apiserver/delete.ts';
import { list, parseSelection, type Selection } from '../../engine/kubernetes/apiserver/list.ts';
import { ApiError } from '../../engine/kubernetes/apiserver/status.ts';
import type { Entry } from '../../engine/kubernetes/apiserver/store.ts';
import { update } from '../../engine/kubernetes/apiserver/update.ts';
import { type WatchEvent, watch } from '../../engine/kubernetes/apiserver/watch.ts';
import { configMapKind } from '../../engine/kubernetes/kinds/config-map.ts';
import { copy, draftMetadata } from '../../engine/kubernetes/object.ts';
import { HISTORY_WINDOW_MS } from '../../engine/limits.ts';
import { Random } from '../../engine/simulation/random.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox } from '../harness/sandbox.ts';
import {
  MODEL_LABEL_SELECTORS,
  type ModelEvent,
  type ModelObject,
  type ModelSelection,
  modelObject,
  WatchModel,
} from '../harness/watch-model.ts';

const STEPS = 120;
/** Time is looked at this often. */
const WAIT_SECONDS = 30;
const NAMESPACES = ['default', 'kube-public'];
const NAMES = ['a', 'b', 'c', 'd'];
const TIERS = ['a', 'b', 'c', undefined];
/** Between two compactions, and as far as one reaches: what is older than both is surely gone. */
const SURELY_COMPACTED_MS = 2 * HISTORY_WINDOW_MS;

interface Watcher {
  readonly asked: ModelSelection;
  readonly selection: Selection;
  /** It has to see everything after this revision. */
  readonly since: number;
  /** What has to come before that: the state, where it was asked for. */
  readonly before: readonly ModelEvent[];
  readonly seen: WatchEvent[];
  readonly stop: () => void;
}

interface Paging {
  readonly asked: ModelSelection;
  readonly selection: Selection;
  readonly limit: number;
  readonly revision: number;
  readonly items: readonly ModelObject[];
  readonly token: string;
}

/**
 * A life of ConfigMaps, as a seed has it: they are written, deleted, labelled into selections and out of them,
 * the log is compacted, the world sleeps and wakes; and people watch, lose the connection, go on from where they
 * were, and list, page by page. Everything that they see is held against the model.
 * @throws Error that names the seed and the step where something differs
 */
export function runWatchHistory(seed: number): void {
  const history = new History(seed);
  for (let step = 0; step < STEPS; step++) {
    try {
      history.step();
    } catch (error) {
      throw new Error(`seed ${seed}, step ${step}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
  history.end();
}

class History {
  readonly #random: Random;
  readonly #model: WatchModel;
  #world: TestSandbox;
  #watchers: Watcher[] = [];
  #pagings: Paging[] = [];
  /** When each revision was the newest, for what may be compacted. */
  readonly #moments: { readonly at: number; readonly revision: number }[] = [];
  readonly #first: number;
  #written = 0;

  constructor(seed: number) {
    this.#random = Random.fromSeed(`watch history ${seed}`);
    this.#world = openSandbox({ nodes: ['node-1'], seed: String(seed), history: 'window' });
    const { store } = this.#world.cluster;
    this.#model = new WatchModel(store.list(configMapKind).map(modelObject));
    this.#first = store.revision;
    this.#note();
  }

  step(): void {
    const steps: readonly [number, () => void][] = [
      [40, () => this.#write(1)],
      [10, () => this.#write(1 + this.#random.below(6))],
      [15, () => this.#connect(this.#revision())],
      [10, () => this.#resume()],
      [10, () => this.#list()],
      [10, () => this.#nextPage()],
      [12, () => this.#wait()],
      [3, () => this.#restart()],
    ];
    let draw = this.#random.below(steps.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, run] of steps) {
      if (draw < weight) {
        run();
        return;
      }
      draw -= weight;
    }
  }

  end(): void {
    for (const watcher of this.#watchers) this.#check(watcher);
  }

  get #newest(): number {
    return this.#world.cluster.store.revision;
  }

  #pick<T>(from: readonly T[]): T {
    for (const picked of from.slice(this.#random.below(from.length))) return picked;
    throw new Error('there is nothing to pick from');
  }

  #note(): void {
    this.#moments.push({ at: this.#world.sandbox.now, revision: this.#newest });
  }

  /** Changes a few ConfigMaps in one transaction. */
  #write(count: number): void {
    const { sandbox } = this.#world;
    sandbox.transact(() => {
      for (let one = 0; one < count; one++) this.#writeOne(this.#pick(NAMESPACES), this.#pick(NAMES));
    });
    this.#world.advance(0);
    this.#note();
  }

  #writeOne(namespace: string, name: string): void {
    const { cluster } = this.#world;
    const stored = cluster.store.get(configMapKind, namespace, name);
    const options = { author: TEST_AUTHOR };
    const tier = this.#pick(TIERS);
    const labels: Record<string, string> = tier === undefined ? {} : { tier };
    if (stored === undefined) {
      const metadata = { ...draftMetadata({ name, namespace }), labels };
      const data = { value: String(this.#written++) };
      const draft = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
      this.#model.wrote(objectOf(create(cluster, configMapKind, namespace, draft, options)));
    } else if (this.#random.below(4) === 0) {
      const { entry } = remove(cluster, configMapKind, { namespace, name }, options);
      this.#model.wrote(objectOf(entry), true);
    } else {
      const draft = copy(stored);
      // One in three changes nothing.
      if (this.#random.below(3) > 0) draft.metadata.labels = labels;
      if (this.#random.below(3) > 0) draft.data = { value: String(this.#written++) };
      this.#model.wrote(objectOf(update(cluster, configMapKind, { namespace, name }, draft, options)));
    }
  }

  #selection(): ModelSelection {
    return {
      namespace: this.#pick([undefined, ...NAMESPACES, 'nowhere']),
      labelSelector: this.#pick(['', ...MODEL_LABEL_SELECTORS]),
      name: this.#pick([undefined, undefined, undefined, 'a']),
    };
  }

  /** Any revision that there was, mostly a late one; now and then none, or one to come. */
  #revision(): number {
    const draw = this.#random.below(10);
    if (draw === 0) return this.#newest + 1 + this.#random.below(3);
    if (draw <= 2) return 0;
    return Math.max(this.#first, this.#newest - this.#random.below(draw <= 7 ? 20 : this.#newest));
  }

  #connect(revision: number, asked = this.#selection()): void {
    const { cluster } = this.#world;
    const wish = revision <= this.#newest ? this.#pick([undefined, undefined, true, false]) : undefined;
    const selection = parsed(asked);
    const wantsState = wish ?? revision === 0;
    const compacted = !wantsState && revision !== 0 && this.#isCompacted(revision);
    const since = wantsState || revision === 0 ? this.#newest : revision;
    const before = wantsState ? this.#model.list(asked).map((object) => ({ type: 'ADDED', object })) : [];
    const seen: WatchEvent[] = [];
    const options = { resourceVersion: revision, allowWatchBookmarks: true, sendInitialEvents: wish };
    const stop = watch(cluster, configMapKind, selection, options, (event) => seen.push(event));
    if (compacted) {
      const [event] = seen;
      if (seen.length !== 1 || event?.type !== 'ERROR' || event.status.code !== 410) {
        throw new Error(`a watch from the compacted ${revision} got ${JSON.stringify(seen)}`);
      }
      stop();
      return;
    }
    if (wish === true) expectBookmark(seen, this.#newest);
    this.#watchers.push({ asked, selection, since, before, seen, stop });
  }

  /** Somebody loses the connection, and goes on from what they saw last, or from a bookmark. */
  #resume(): void {
    if (this.#watchers.length === 0) return;
    const at = this.#random.below(this.#watchers.length);
    const [watcher] = this.#watchers.splice(at, 1);
    if (watcher === undefined) return;
    this.#check(watcher);
    watcher.stop();
    this.#connect(this.#random.below(3) === 0 ? this.#newest : this.#lastSeen(watcher), watcher.asked);
  }

  #lastSeen({ seen, since }: Watcher): number {
    const last = seen.map((event) => ('entry' in event ? event.entry.revision : 0));
    return Math.max(since, ...last);
  }

  #check({ asked, since, before, seen }: Watcher): void {
    const expected = [...before, ...this.#model.eventsAfter(asked, since)];
    const actual = seen.flatMap((event) =>
      'entry' in event ? [{ type: event.type, object: objectOf(event.entry) }] : [],
    );
    if (isDeepStrictEqual(actual, expected)) return;
    const at = expected.findIndex((event, index) => !isDeepStrictEqual(event, actual[index]));
    throw new Error(
      `a watch of ${JSON.stringify(asked)} from ${since}: event ${at} of ${expected.length} should be ${JSON.stringify(expected[at])}, is ${JSON.stringify(actual[at])} (of ${actual.length})`,
    );
  }

  /** True where a revision is compacted, having seen to it that it may be, or has to be. */
  #isCompacted(revision: number): boolean {
    const compacted = revision < this.#world.cluster.store.compacted;
    const { now } = this.#world.sandbox;
    // It was the newest until the next one came, between two moments that were looked at.
    const next = this.#moments.findIndex((moment) => moment.revision > revision);
    const latest = this.#moments[next]?.at ?? now;
    const earliest = next < 0 ? now : (this.#moments[next - 1]?.at ?? now);
    if (compacted && now - earliest < HISTORY_WINDOW_MS) {
      throw new Error(`${revision} is compacted, though it was the newest ${now - earliest} ms ago`);
    }
    if (!compacted && now - latest > SURELY_COMPACTED_MS) {
      throw new Error(`${revision} isn't compacted, though it was replaced ${now - latest} ms ago`);
    }
    return compacted;
  }

  #list(): void {
    const asked = this.#selection();
    const selection = parsed(asked);
    const limit = this.#pick([0, 1, 2, 3, 100]);
    const revision = Math.min(this.#newest, this.#revision());
    const exact = revision > 0 && this.#random.below(2) === 0;
    const options = {
      limit,
      resourceVersion: String(revision),
      resourceVersionMatch: exact ? 'Exact' : 'NotOlderThan',
    };
    if (exact && this.#isCompacted(revision)) {
      expectExpired(() => this.#page(selection, options));
      return;
    }
    const page = this.#page(selection, options);
    const at = exact ? revision : this.#newest;
    if (page.resourceVersion !== at) throw new Error(`a list at ${at} says it is of ${page.resourceVersion}`);
    this.#goOn({ asked, selection, limit, revision: at, items: [], token: '' }, page);
  }

  #page(selection: Selection, options: Parameters<typeof list>[3]) {
    return list(this.#world.cluster, configMapKind, selection, options);
  }

  #goOn(paging: Paging, page: ReturnType<typeof list>): void {
    const items = [...paging.items, ...page.entries.map(objectOf)];
    const expected = this.#model.list(paging.asked, paging.revision);
    const isWhole = page.continue === undefined;
    if (!isDeepStrictEqual(items, isWhole ? expected : expected.slice(0, items.length))) {
      throw new Error(
        `a list at ${paging.revision} of ${JSON.stringify(paging.asked)} shows ${JSON.stringify(items)}`,
      );
    }
    const remaining = page.remainingItemCount ?? expected.length - items.length;
    if (remaining !== expected.length - items.length) throw new Error(`${remaining} items can't remain`);
    if (page.continue !== undefined) this.#pagings.push({ ...paging, items, token: page.continue });
  }

  #nextPage(): void {
    if (this.#pagings.length === 0) return;
    const [paging] = this.#pagings.splice(this.#random.below(this.#pagings.length), 1);
    if (paging === undefined) return;
    const options = { limit: paging.limit, continue: paging.token };
    if (this.#isCompacted(paging.revision)) this.#goOnElsewhere(paging, options);
    else this.#goOn(paging, this.#page(paging.selection, options));
  }

  /** The revision of the pages is gone: the refusal has a token for the rest, as it is now. */
  #goOnElsewhere({ asked, selection }: Paging, options: Parameters<typeof list>[3]): void {
    const token = expectExpired(() => this.#page(selection, options))?.metadata.continue;
    if (token === undefined) throw new Error('an expired page has no token to go on with');
    const { start } = JSON.parse(Buffer.from(token, 'base64url').toString());
    const rest = this.#page(selection, { continue: token }).entries.map(objectOf);
    const keyOf = ({ namespace, name }: ModelObject) =>
      asked.namespace === undefined ? `${namespace}/${name}` : name;
    const expected = this.#model.list(asked).filter((object) => keyOf(object) >= start);
    if (!isDeepStrictEqual(rest, expected)) throw new Error(`the rest is ${JSON.stringify(rest)}`);
  }

  #wait(): void {
    for (let seconds = this.#pick([1, 30, 60, 200, 301, 700]); seconds > 0; seconds -= WAIT_SECONDS) {
      this.#world.advance(Math.min(seconds, WAIT_SECONDS));
      this.#note();
    }
  }

  /** The world sleeps: every watch ends, having shown everything, and goes on in another life. */
  #restart(): void {
    const watchers = this.#watchers;
    this.#watchers = [];
    this.#world.sandbox.checkpoint();
    this.#world.cluster.watchers.end();
    this.#world = this.#world.reload();
    for (const watcher of watchers) {
      if (watcher.seen.at(-1)?.type !== 'END') throw new Error('a watch did not end with the world');
      this.#check(watcher);
      this.#connect(this.#lastSeen(watcher), watcher.asked);
    }
  }
}

function objectOf(entry: Entry): ModelObject {
  const { object } = entry;
  const read = modelObject(JSON.parse(entry.text));
  if (read.revision !== entry.revision || String(entry.revision) !== object.metadata.resourceVersion) {
    throw new Error(`an entry at ${entry.revision} says it is at ${read.revision}`);
  }
  return read;
}

function parsed({ namespace, labelSelector, name }: ModelSelection): Selection {
  return parseSelection(
    configMapKind,
    namespace,
    labelSelector,
    name === undefined ? '' : `metadata.name=${name}`,
  );
}

function expectExpired(call: () => unknown): ApiError {
  try {
    call();
  } catch (error) {
    if (error instanceof ApiError && error.code === 410) return error;
    throw error;
  }
  throw new Error('what is compacted was listed');
}

function expectBookmark(seen: readonly WatchEvent[], revision: number): void {
  const last = seen.at(-1);
  if (last?.type === 'BOOKMARK' && last.initialEventsEnd && last.revision === revision) return;
  throw new Error(`the initial events end with ${JSON.stringify(last)}`);
}
