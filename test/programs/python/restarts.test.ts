import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { runWithRestarts } from '../../harness/restarted.ts';

/** Changes everything that can be changed, a little at a time, and rests in between. */
const PROGRAM = `import time, threading, collections

class Account:
    def __init__(self, owner): self.owner, self.log = owner, []
    def __repr__(self): return f'{self.owner}:{len(self.log)}'

def counter():
    n = 0
    def more():
        nonlocal n
        n += 1
        return n
    return more

def numbers():
    n = 0
    while True:
        n += (yield n) or 1

def fail(depth):
    if depth == 0: raise ValueError('deep')
    time.sleep(0.01)
    fail(depth - 1)

def tag(f): f.calls = getattr(f, 'calls', 0) + 1
long, table, seen, queue = [], {}, set(), collections.deque()
accounts = [Account(name) for name in 'abc']
more, stream, text = counter(), numbers(), bytearray(b'x')
next(stream)
shared = [1]
twins = [shared, shared]
done = []
worker = threading.Thread(target=lambda: (time.sleep(0.3), done.append(len(long))))
worker.start()
for turn in range(40):
    long.extend(range(turn * 50, turn * 50 + 50))
    for key in range(turn * 30, turn * 30 + 30): table[key] = [key]
    table[turn][0] += 1000
    if turn % 7 == 3:
        long.pop(0)
        del table[turn], long[5:9]
        long[800:803] = ['cut']
    seen.add(turn % 9); seen.discard(turn % 5)
    queue.append(turn); len(queue) > 6 and queue.popleft()
    accounts[turn % len(accounts)].log.append(accounts[(turn + 1) % len(accounts)])
    if turn == 20: accounts[1].__dict__['extra'] = accounts.pop(0)
    if turn == 25: accounts.insert(0, Account('z' * 300))
    more(); stream.send(turn); text.append(turn + 60); shared.append(turn); tag(numbers)
    time.sleep(0.01)
worker.join()
try: fail(5)
except ValueError as error: print('caught', error, len(done))
print(len(long), sum(x for x in long if x != 'cut'), long[795:806], done)
print(len(table), sum(v[0] for v in table.values()), list(table)[:6], sorted(seen), list(queue))
print(accounts, accounts[1].log[0].owner[:3], [getattr(a, 'extra', None) for a in accounts])
print(more(), next(stream), text, twins[0] is twins[1], len(shared), numbers.calls, -0.0, 2 ** 70, float('inf'))
`;

test('nothing is lost when the world restarts at every moment', () => {
  const machine = () => {
    const made = openMachine({ image: 'python:3.12-slim' });
    made.write('/app/main.py', PROGRAM);
    return made;
  };
  const undisturbed = machine().run(['python', '/app/main.py']);
  expect(undisturbed).toMatchObject({ code: 0, stderr: '' });
  expect(runWithRestarts(machine(), ['python', '/app/main.py'])).toBe(undisturbed.stdout);
});
