import type { Json } from '../../linux/system.ts';
import type { Dialect } from './dialect.ts';
import { Sequence } from './sequence.ts';
import { Table } from './table.ts';

/** A class of which a server has objects in its heap. */
export interface Kind {
  readonly tag: string;
  readonly is: (object: object) => boolean;
  readonly make: () => object;
  /** What is stored of it, in this order. */
  readonly fields: readonly string[];
}

const collections: readonly Kind[] = [
  { tag: 't', is: (object) => object instanceof Table, make: () => new Table(), fields: ['size', 'buckets'] },
  {
    tag: 'q',
    is: (object) => object instanceof Sequence,
    make: () => new Sequence(),
    fields: ['length', 'parts'],
  },
];

/** The dialect of a server whose heap has objects of some classes, and collections. Their tags are other than `t` and `q`. */
export function dialectOf(own: readonly Kind[]): Dialect {
  const kinds = [...own, ...collections];
  const byTag: ReadonlyMap<Json | undefined, Kind> = new Map(kinds.map((kind) => [kind.tag, kind]));
  return {
    reference: () => undefined,
    resolve: () => undefined,
    write(object, write) {
      const kind = kinds.find(({ is }) => is(object));
      if (kind === undefined) throw new Error(`no kind of this heap: ${object.constructor.name}`);
      return [kind.tag, ...kind.fields.map((field) => write(Reflect.get(object, field)))];
    },
    make: (node) => byTag.get(node[0])?.make() ?? [],
    fill(object, node, read) {
      for (const [index, field] of (byTag.get(node[0])?.fields ?? []).entries())
        Reflect.set(object, field, read(node[index + 1]));
    },
  };
}
