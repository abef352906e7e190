import type { Json } from '../../../linux/system.ts';
import type { Dialect } from '../../heap/dialect.ts';
import { Entry, HashValue, ListValue, SetValue } from './entry.ts';
import { Keyspace } from './keyspace.ts';
import { Sequence } from './sequence.ts';
import { SortedSet } from './sorted-set.ts';
import { Consumer, Group, Stream } from './stream.ts';
import { Table } from './table.ts';

interface Kind {
  readonly tag: string;
  readonly is: (object: object) => boolean;
  readonly make: () => object;
  /** What is stored of it, in this order. */
  readonly fields: readonly string[];
}

/** What a server has in its heap, and which of its fields are stored. */
const kinds: readonly Kind[] = [
  {
    tag: 'e',
    is: (object) => object instanceof Entry,
    make: () => new Entry('', undefined, 0),
    fields: ['value', 'expiresMs', 'bytes'],
  },
  { tag: 't', is: (object) => object instanceof Table, make: () => new Table(), fields: ['size', 'buckets'] },
  {
    tag: 'q',
    is: (object) => object instanceof Sequence,
    make: () => new Sequence(),
    fields: ['length', 'parts'],
  },
  { tag: 'l', is: (object) => object instanceof ListValue, make: () => new ListValue(), fields: ['items'] },
  { tag: 'S', is: (object) => object instanceof SetValue, make: () => new SetValue(), fields: ['members'] },
  { tag: 'h', is: (object) => object instanceof HashValue, make: () => new HashValue(), fields: ['fields'] },
  {
    tag: 'z',
    is: (object) => object instanceof SortedSet,
    make: () => new SortedSet(),
    fields: ['scores', 'order'],
  },
  {
    tag: 'x',
    is: (object) => object instanceof Stream,
    make: () => new Stream(),
    fields: ['entries', 'lastMs', 'lastSequence', 'added', 'maxDeletedMs', 'maxDeletedSequence', 'groups'],
  },
  {
    tag: 'g',
    is: (object) => object instanceof Group,
    make: () => new Group(),
    fields: ['lastMs', 'lastSequence', 'read', 'pending', 'consumers'],
  },
  {
    tag: 'c',
    is: (object) => object instanceof Consumer,
    make: () => new Consumer(),
    fields: ['seenMs', 'activeMs'],
  },
  {
    tag: 'k',
    is: (object) => object instanceof Keyspace,
    make: () => new Keyspace(0),
    fields: ['databases', 'bytes'],
  },
];

function kindOf(object: object): Kind {
  const kind = kinds.find(({ is }) => is(object));
  if (kind === undefined) throw new Error('not a value of redis');
  return kind;
}

const byTag: ReadonlyMap<Json | undefined, Kind> = new Map(kinds.map((kind) => [kind.tag, kind]));

export const redisDialect: Dialect = {
  reference: () => undefined,
  resolve: () => undefined,
  write(object, write) {
    const { tag, fields } = kindOf(object);
    return [tag, ...fields.map((field) => write(Reflect.get(object, field)))];
  },
  make: (node) => byTag.get(node[0])?.make() ?? [],
  fill(object, node, read) {
    for (const [index, field] of (byTag.get(node[0])?.fields ?? []).entries())
      Reflect.set(object, field, read(node[index + 1]));
  },
};
