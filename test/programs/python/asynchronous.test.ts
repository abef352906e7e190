import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'python:3.12-slim' });

const cases: readonly (readonly [string, string, string])[] = [
  [
    'async for, with and comprehensions',
    `import asyncio
class Context:
    async def __aenter__(self): print('enter'); return self
    async def __aexit__(self, *error): print('exit', error[0]); return True
async def count(n):
    for i in range(n):
        got = yield i
        if got: print('got', got)
async def main():
    async with Context():
        raise ValueError(1)
    async for x in count(3):
        if x == 1: continue
        print(x)
    else: print('else')
    g = count(3)
    print(await anext(g), await g.asend('hey'), [x async for x in count(4) if x % 2])
asyncio.run(main())
`,
    "enter\nexit <class 'ValueError'>\n0\n2\nelse\ngot hey\n0 1 [1, 3]\n",
  ],
  [
    'tasks, time limits and queues',
    `import asyncio
async def work(n, delay):
    await asyncio.sleep(delay)
    print('done', n)
    return n * 2
async def fails():
    raise ValueError('bad')
async def main():
    print(await asyncio.gather(work(1, 3), work(2, 1), fails(), return_exceptions=True))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 1)
    except TimeoutError as e: print(repr(e))
    task = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    task.cancel()
    try: await task
    except asyncio.CancelledError: print('cancelled')
    queue = asyncio.Queue(1)
    async def put():
        for i in range(2): await queue.put(i)
    asyncio.create_task(put())
    print(await queue.get(), await queue.get())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(3, 9))
            group.create_task(fails())
    except* ValueError as errors: print(repr(errors))
asyncio.run(main())
`,
    "done 2\ndone 1\n[2, 4, ValueError('bad')]\nTimeoutError()\ncancelled\n0 1\nExceptionGroup('unhandled errors in a TaskGroup', [ValueError('bad')])\n",
  ],
  [
    'streams and programs',
    `import asyncio
async def answer(reader, writer):
    writer.write(b'echo ' + await reader.readline())
    await writer.drain()
    writer.close()
async def main():
    server = await asyncio.start_server(answer, '127.0.0.1', 8899)
    reader, writer = await asyncio.open_connection('127.0.0.1', 8899)
    writer.write(b'hello\\n')
    print(await reader.read())
    server.close()
    process = await asyncio.create_subprocess_exec('echo', 'hi', stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(), process.returncode)
asyncio.run(main())
`,
    "b'echo hello\\n'\n(b'hi\\n', None) 0\n",
  ],
];

it.each(cases)('%s', (_name, source, stdout) => {
  machine.write('/app/x.py', source);
  expect(machine.run(['python', '/app/x.py'])).toEqual({ stdout, stderr: '', code: 0 });
});
