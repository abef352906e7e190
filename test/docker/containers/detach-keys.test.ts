import { describe, expect, it } from 'vitest';
import { DetachKeys, parseDetachKeys } from '../../../api/docker/containers/detach-keys.ts';

describe('keys to detach by', () => {
  it.each([
    ['', [16, 17]],
    ['ctrl-a', [1]],
    ['ctrl-@,ctrl-z,ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', [0, 26, 27, 28, 29, 30, 31]],
    ['a,B,7,-,DEL', [97, 66, 55, 45, 127]],
  ])('%j', (keys, bytes) => expect(parseDetachKeys(keys)).toEqual(bytes));

  it.each(['ctrl-', 'ctrl-A', 'ctrl-ab', 'ab', 'a,', ',', 'é', 'del', '  '])('are not %j', (keys) => {
    expect(parseDetachKeys(keys)).toBeUndefined();
  });
});

describe('what is typed', () => {
  it.each([
    [['ab'], 'ab', false],
    [['a\u0010\u0011b'], 'a', true],
    [['\u0010', '\u0011'], '', true],
    [['\u0010', 'x'], '\u0010x', false],
    [['\u0010'], '', false],
    [['\u0010\u0010\u0011'], '\u0010', true],
    [['\u0011\u0010a\u0010\u0011'], '\u0011\u0010a', true],
  ])('%j goes on but for the keys', (pieces, passed, isDetached) => {
    const keys = new DetachKeys([16, 17]);
    const taken = pieces.map((piece) => keys.take(new TextEncoder().encode(piece)));
    const text = taken.map((piece) => new TextDecoder().decode(piece.passed)).join('');
    expect([text, taken.at(-1)?.detached]).toEqual([passed, isDetached]);
  });
});
