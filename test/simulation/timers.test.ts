import { expect, it } from 'vitest';
import { Timers } from '../../engine/simulation/timers.ts';

it('a timer that is moved again and again takes no more room than one', () => {
  const timers = new Timers();
  for (let move = 0; move < 10_000; move++) timers.set(`key ${move % 10}`, 1_000_000 + move);
  expect(timers.entries).toBeLessThan(2000);
  const dues: number[] = [];
  for (let next = timers.takeDue(2_000_000); next !== undefined; next = timers.takeDue(2_000_000)) {
    dues.push(next.due);
  }
  expect(dues).toEqual(Array.from({ length: 10 }, (_, index) => 1_009_990 + index));
});
