import { expect, it } from 'vitest';
import { openMachine } from '../harness/machine.ts';

it('wakes with a state that is longer than a row, grows and shrinks', () => {
  let machine = openMachine({ image: 'debian' });
  // Characters beyond the basic plane take two units, so that parts end between the units of one somewhere.
  const text = `x${'🐳'.repeat(128_000)}`;
  machine.write('/text', text);
  machine.start([
    'bash',
    '-c',
    'x=$(cat /text); y=$x; z=$x; sleep 5; echo $x$y$z > /long; x= y= z=; sleep 5; echo "$x$y$z." > /short; sleep 5',
  ]);
  machine.advance(2);
  machine = machine.reload();
  machine.advance(5);
  expect(machine.read('/long') === `${text}${text}${text}\n`).toBe(true);
  machine = machine.reload();
  machine.advance(5);
  expect(machine.read('/short')).toBe('.\n');
});
