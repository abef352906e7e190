import { describe, expect, it } from 'vitest';
import { expand } from '../../../engine/kubernetes/kubelet/expansion.ts';
import { goDuration } from '../../../engine/simulation/go-duration.ts';

describe('$(NAME)', () => {
  const variables = new Map([
    ['A', 'one'],
    ['B', '$(A)'],
    ['', 'empty'],
  ]);
  const texts: readonly [string, string][] = [
    ['plain', 'plain'],
    ['$(A)', 'one'],
    ['x$(A)y$(A)', 'xoneyone'],
    ['$(B)', '$(A)'],
    ['$(NOPE)', '$(NOPE)'],
    ['$$(A)', '$(A)'],
    ['$$$(A)', '$one'],
    ['$A', '$A'],
    ['$', '$'],
    ['$$', '$'],
    ['$(A', '$(A'],
    ['$()', 'empty'],
    ['a$(', 'a$('],
  ];
  for (const [text, expanded] of texts) {
    it(`${text} is ${expanded}`, () => {
      expect(expand(text, variables)).toBe(expanded);
    });
  }
});

describe('durations print as in Go', () => {
  const durations: readonly [number, string][] = [
    [0, '0s'],
    [812, '812ms'],
    [1000, '1s'],
    [1940, '1.94s'],
    [10_000, '10s'],
    [80_000, '1m20s'],
    [300_000, '5m0s'],
    [3_661_500, '1h1m1.5s'],
  ];
  for (const [ms, text] of durations) {
    it(text, () => {
      expect(goDuration(ms)).toBe(text);
    });
  }
});

describe('hostile texts', () => {
  it('do not take for ever', () => {
    expect(expand('$('.repeat(500_000), new Map())).toHaveLength(128 * 1024);
    expect(expand(')'.repeat(500_000) + '$('.repeat(500_000), new Map())).toHaveLength(128 * 1024);
  });

  it('do not grow for ever', () => {
    expect(expand('$(A)'.repeat(1000), new Map([['A', 'x'.repeat(100_000)]]))).toHaveLength(128 * 1024);
  });
});
