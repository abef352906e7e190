import { describe, expect, it } from 'vitest';
import { kinds } from '../../../engine/kubernetes/kinds/index.ts';

describe.each(kinds.map((kind) => [kind.plural, kind] as const))(
  'the table of %s',
  (_plural, { columns }) => {
    it('begins with the name, which nothing else is formatted as', () => {
      expect(columns.filter(({ format }) => format === 'name').map(({ name }) => name)).toEqual(['Name']);
    });

    it('describes every column', () => {
      expect(columns.filter(({ description }) => description === '')).toEqual([]);
    });
  },
);
