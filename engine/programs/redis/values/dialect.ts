import { dialectOf } from '../../heap/kinds.ts';
import { Entry, HashValue, ListValue, SetValue } from './entry.ts';
import { Keyspace } from './keyspace.ts';
import { SortedSet } from './sorted-set.ts';
import { Consumer, Group, Stream } from './stream.ts';

/** What a server has in its heap, and which of its fields are stored. */
export const redisDialect = dialectOf([
  {
    tag: 'e',
    is: (object) => object instanceof Entry,
    make: () => new Entry('', undefined, 0),
    fields: ['value', 'expiresMs', 'bytes'],
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
]);
