import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import type Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { dockerodeOf } from '../../harness/dockerode.ts';

const RATE = 200;

/** All that a stream says until it ends. */
async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

describe('dockerode', () => {
  let atoll: TestAtoll;
  let docker: Docker;

  beforeAll(async () => {
    atoll = await startAtoll();
    docker = await dockerodeOf(atoll, RATE, 'v1.47');
    const progress = await docker.pull('busybox');
    await new Promise((resolve) => docker.modem.followProgress(progress, resolve));
  });

  afterAll(() => atoll.stop());

  it('runs a container and gets its output', async () => {
    const output = new PassThrough();
    const said = textOf(output);
    const [{ StatusCode }] = await docker.run('busybox', ['cat', '/etc/hostname'], [output, output], {
      Tty: false,
      Hostname: 'h1',
    });
    output.end();
    expect([StatusCode, await said]).toEqual([0, 'h1\n']);
  });

  it('types into a process', async () => {
    const container = await docker.createContainer({
      Image: 'busybox',
      Cmd: ['cat'],
      OpenStdin: true,
      StdinOnce: true,
    });
    const stream = await container.attach({ stream: true, stdin: true, stdout: true, hijack: true });
    await container.start();
    const output = new PassThrough();
    container.modem.demuxStream(stream, output, output);
    stream.on('end', () => output.end());
    stream.write('typed\n');
    stream.end();
    expect(await textOf(output)).toBe('typed\n');
    expect(await container.wait()).toEqual({ StatusCode: 0 });
    await container.remove();
  });

  it.each([true, false])('executes a command, taking the connection over: %s', async (hijack) => {
    const container = await docker.createContainer({ Image: 'busybox', Cmd: ['tail', '-f', '/dev/null'] });
    await container.start();
    const exec = await container.exec({ Cmd: ['cat', '/etc/hostname'], AttachStdout: true });
    const stream = await exec.start({ hijack, stdin: false });
    const output = new PassThrough();
    container.modem.demuxStream(stream, output, output);
    stream.on('end', () => output.end());
    expect(await textOf(output)).toBe(`${container.id.slice(0, 12)}\n`);
    expect(await exec.inspect()).toMatchObject({ Running: false, ExitCode: 0 });
    await container.remove({ force: true });
    expect(await docker.listContainers({ all: true, filters: { id: [container.id] } })).toEqual([]);
  });

  it('follows events', async () => {
    const events = await docker.getEvents({ filters: { event: ['create'] } });
    const lines = createInterface({ input: events });
    const first = new Promise((resolve) => lines.once('line', (line) => resolve(JSON.parse(line))));
    const container = await docker.createContainer({ Image: 'busybox', name: 'seen' });
    expect(await first).toMatchObject({ Type: 'container', Action: 'create', id: container.id });
    events.on('error', () => {});
    Reflect.get(events, 'destroy')?.call(events);
  });
});
