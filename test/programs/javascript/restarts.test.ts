import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { runWithRestarts } from '../../harness/restarted.ts';

/** Changes everything that can be changed, a little at a time, and rests in between. */
const PROGRAM = `
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
class Account {
  #secret = 1;
  constructor(owner) { this.owner = owner; this.log = []; }
  get size() { return this.log.length + this.#secret; }
  raise() { this.#secret++; }
}
Array.prototype.last = function () { return this[this.length - 1]; };
function* numbers() { let n = 0; for (;;) n += (yield n) || 1; }
async function fail(depth) { await rest(5); if (depth === 0) throw new Error('deep'); return fail(depth - 1); }
const long = [], table = new Map(), seen = new Set(), plain = {}, accounts = ['a', 'b', 'c'].map((name) => new Account(name));
const stream = numbers(); stream.next();
const shared = [1], twins = [shared, shared], bytes = Buffer.alloc(4), pattern = /a(.)/g, when = new Date(0);
let count = 0, ticks = 0;
const more = () => ++count;
const interval = setInterval(() => { ticks++; if (ticks === 20) clearInterval(interval); }, 7);
(async () => {
  for (let turn = 0; turn < 40; turn++) {
    for (let at = 0; at < 50; at++) long.push(turn * 50 + at);
    for (let at = 0; at < 30; at++) table.set(turn * 30 + at, { at });
    plain['key' + turn % 11] = turn; if (turn % 4 === 1) delete plain['key' + turn % 3];
    if (turn % 7 === 3) { long.shift(); long.splice(800, 3, 'cut'); table.delete(turn); long[5] = -0; }
    seen.add(turn % 9); seen.delete(turn % 5);
    accounts[turn % accounts.length].log.push(accounts[(turn + 1) % accounts.length]); accounts[turn % accounts.length].raise();
    if (turn === 20) accounts[1].extra = accounts.shift();
    if (turn === 25) accounts.unshift(new Account('z'.repeat(300)));
    more(); stream.next(turn); shared.push(turn); bytes[turn % 4] = turn; when.setTime(turn); pattern.exec('xaybaz');
    await rest(10);
  }
  await fail(3).catch((error) => console.log('caught', error.message));
  console.log(long.length, long.slice(795, 806), long.filter(Number).reduce((a, b) => a + b), Object.is(long[5], -0), long.last());
  console.log(table.size, [...table.keys()].slice(0, 6), [...table.values()].reduce((sum, { at }) => sum + at, 0), seen, plain);
  console.log(accounts.map(({ owner, size }) => [owner.length, size]), accounts.map((a) => a.extra?.owner), accounts[1].log[0].owner.slice(0, 3));
  console.log(more(), stream.next().value, twins[0] === twins[1], shared.length, bytes, pattern.lastIndex, when.getTime(), ticks, 2n ** 70n, NaN);
})();
`;

test('nothing is lost when the world restarts at every moment', () => {
  const machine = () => {
    const made = openMachine({ image: 'node:20-slim' });
    made.write('/app/main.js', PROGRAM);
    return made;
  };
  const undisturbed = machine().run(['node', '/app/main.js']);
  expect(undisturbed).toMatchObject({ code: 0, stderr: '' });
  expect(runWithRestarts(machine(), ['node', '/app/main.js'])).toBe(undisturbed.stdout);
});

test('typed arrays that share their bytes share them after a restart', () => {
  const machine = openMachine({ image: 'node:20-alpine' });
  machine.write(
    '/app/main.js',
    `const buffer = new ArrayBuffer(8), words = new Uint16Array(buffer, 2, 2), part = words.subarray(1), view = new DataView(buffer), floats = new Float64Array([1.5]);
    words[1] = 513;
    setTimeout(() => {
      part[0]++; view.setUint8(0, 9); floats[0]++;
      console.log(words, part, view.getUint8(0), buffer, floats, words.buffer === buffer, view.buffer === buffer, Buffer.from(buffer));
    }, 5000);`,
  );
  const started = machine.start(['node', '/app/main.js']);
  machine.advance(1);
  const reloaded = machine.reload();
  reloaded.advance(5);
  expect(reloaded.printed(started.id)).toBe(
    'Uint16Array(2) [ 0, 514 ] Uint16Array(1) [ 514 ] 9 ArrayBuffer {\n  [Uint8Contents]: <09 00 00 00 02 02 00 00>,\n  byteLength: 8\n} Float64Array(1) [ 2.5 ] true true <Buffer 09 00 00 00 02 02 00 00>\n',
  );
});
