import { describe, expect, it } from 'vitest';
import { DetachWatch, detachKeys, escapeKeys } from '../../../engine/docker/containers/detach-keys.ts';

describe('keys to detach by', () => {
  it.each([
    ['', [16, 17]],
    ['ctrl-a', [1]],
    ['ctrl-@,ctrl-z,ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', [0, 26, 27, 28, 29, 30, 31]],
    ['a,B,7,-,DEL', [97, 66, 55, 45, 127]],
  ])('%j', (keys, bytes) => expect(detachKeys(keys)).toEqual(bytes));

  it.each(['ctrl-', 'ctrl-A', 'ctrl-ab', 'ab', 'a,', ',', 'é', 'del', ' '.repeat(2)])(
    'refuses %j',
    (keys) => {
      expect(() => detachKeys(keys)).toThrow(`Invalid detach keys (${keys}) provided`);
      expect(() => escapeKeys(keys)).toThrow(`Invalid escape keys (${keys}) provided`);
    },
  );
});

describe('what is typed', () => {
  it.each([
    [['ab'], 'ab', false],
    [['a\u0010\u0011b'], 'a', true],
    [['\u0010', '\u0011'], '', true],
    [['\u0010', 'x'], '\u0010x', false],
    [['\u0010'], '', false],
    [['\u0010\u0010\u0011'], '\u0010\u0010\u0011', false],
    [['\u0011\u0010a\u0010\u0011'], '\u0011\u0010a', true],
  ])('%j goes on but for the keys', (pieces, passed, isDetached) => {
    const watch = new DetachWatch([16, 17]);
    const text = pieces
      .map((piece) => new TextDecoder().decode(watch.pass(new TextEncoder().encode(piece))))
      .join('');
    expect([text, watch.isDetached]).toEqual([passed, isDetached]);
  });
});
