import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import Docker from 'dockerode';
import { sandboxFile } from '../../api/node/sandbox-storage.ts';
import { type BenchAtoll, dataOf } from './atoll.ts';
import { type Figure, percentile, timed, times } from './measure.ts';
import { rawWriteMs, recordsOf } from './raw-sqlite.ts';

const CONTAINERS = 200;
const EXECS = 300;
/** What a fresh host does once is measured on so many: the first ones warm the server up. */
const FRESH_HOSTS = 7;
/** So fast that waiting for virtual time takes next to none: what remains is work. */
const RATE = 3600;
const BASELINE = 'raw better-sqlite3 writes of the same rows';

/** Ten steps, each with a layer of its own or a change of the configuration. */
const DOCKERFILE = `FROM alpine:3.20
ENV PORT=8080
WORKDIR /srv
RUN apk add --no-cache curl
COPY page.html .
RUN sed -i 's/world/harbour/' page.html
RUN adduser -D web && chown web page.html
EXPOSE 8080
USER web
CMD ["busybox", "httpd", "-f", "-p", "8080"]
`;

interface Host {
  readonly id: string;
  readonly docker: Docker;
}

async function newHost({ client }: BenchAtoll): Promise<Host> {
  const clock = { mode: 'realtime' as const, rate: RATE };
  const { id } = dataOf(await client.POST('/v1/sandboxes', { body: { clock, kubernetes: false } }));
  const { host } = dataOf(await client.GET('/v1/sandboxes/{id}/docker', { params: { path: { id } } }));
  const url = new URL(host.replace('tcp:', 'http:'));
  // What dockerode calls a version is what it puts before every path.
  const version = `${url.pathname.slice(1)}/v1.47`;
  return { id, docker: new Docker({ protocol: 'http', host: url.hostname, port: url.port, version }) };
}

async function pull({ docker }: Host, image: string): Promise<void> {
  const progress = await docker.pull(image);
  await new Promise((resolve) => docker.modem.followProgress(progress, resolve));
}

interface Stored {
  readonly bytes: number;
  readonly records: ReadonlyMap<string, string>;
}

const NOTHING: Stored = { bytes: 0, records: new Map() };

/** What a sandbox's database has; the sandbox sleeps then. */
async function stored({ atoll, folder }: BenchAtoll, { id }: Host): Promise<Stored> {
  await atoll.host.sleepAll();
  const file = sandboxFile(folder, id);
  return { bytes: statSync(file).size, records: recordsOf(file) };
}

/** How many times longer something took than to write the rows that have changed by it. */
function baseline(ms: number, before: Stored, after: Stored): NonNullable<Figure['baseline']> {
  const changed = [...after.records].filter(([key, value]) => before.records.get(key) !== value);
  return { name: BASELINE, ratio: ms / rawWriteMs(changed.map(([, value]) => value)) };
}

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** A Docker host: containers from create to running, what they take, and commands executed in one of them. */
async function containerFigures(bench: BenchAtoll): Promise<Figure[]> {
  const host = await newHost(bench);
  await pull(host, 'nginx:1.27');
  const empty = await stored(bench, host);
  await host.docker.ping();
  const heapBefore = heapBytes();
  const starting = await timed(async () => {
    for (let index = 0; index < CONTAINERS; index++) {
      const container = await host.docker.createContainer({ Image: 'nginx:1.27', name: `web-${index}` });
      await container.start();
    }
  });
  const running = await host.docker.listContainers();
  if (running.length !== CONTAINERS) throw new Error(`only ${running.length} of ${CONTAINERS} run`);
  const heap = heapBytes() - heapBefore;
  const full = await stored(bench, host);
  const execs = await times(EXECS, () => execute(host, 'web-0'));
  return [
    {
      what: 'containers from create to running, one after the other',
      value: (CONTAINERS / starting) * 1000,
      unit: 'containers/s',
      baseline: baseline(starting, empty, full),
    },
    { what: 'memory of a running container', value: heap / CONTAINERS / 1000, unit: 'KB' },
    {
      what: 'disk of a running container',
      value: (full.bytes - empty.bytes) / CONTAINERS / 1000,
      unit: 'KB',
    },
    { what: 'exec of a command, to its end, p50', value: percentile(execs, 0.5), unit: 'ms' },
    { what: 'the same, p99', value: percentile(execs, 0.99), unit: 'ms' },
  ];
}

async function execute({ docker }: Host, name: string): Promise<void> {
  const exec = await docker.getContainer(name).exec({ Cmd: ['cat', '/etc/hostname'], AttachStdout: true });
  const stream = await exec.start({ hijack: true, stdin: false });
  const output = new PassThrough();
  docker.modem.demuxStream(stream, output, output);
  stream.on('end', () => output.end());
  let said = '';
  for await (const chunk of output) said += chunk;
  if (said.length !== 13) throw new Error(`the command said ${JSON.stringify(said)}`);
}

interface Once {
  readonly ms: number;
  readonly baseline: NonNullable<Figure['baseline']>;
}

/** The median of what fresh hosts take for something that a host does once. */
async function onFreshHosts<M extends Once>(
  bench: BenchAtoll,
  measure: (host: Host) => Promise<M>,
): Promise<M> {
  const all: M[] = [];
  for (let index = 0; index < FRESH_HOSTS; index++) all.push(await measure(await newHost(bench)));
  const median = all.sort((a, b) => a.ms - b.ms)[Math.floor(FRESH_HOSTS / 2)];
  if (median === undefined) throw new Error('nothing was measured');
  return median;
}

async function pullFigures(bench: BenchAtoll): Promise<Figure[]> {
  const { ms, baseline } = await onFreshHosts(bench, (host) => pullOnce(bench, host));
  return [{ what: 'pull of a known image, p50', value: ms, unit: 'ms', baseline }];
}

async function pullOnce(bench: BenchAtoll, host: Host): Promise<Once> {
  const ms = await timed(() => pull(host, 'nginx:1.27'));
  return { ms, baseline: baseline(ms, NOTHING, await stored(bench, host)) };
}

/** A Dockerfile of ten steps, built for the first time and again. */
async function buildFigures(bench: BenchAtoll): Promise<Figure[]> {
  const context = mkdtempSync(join(tmpdir(), 'atoll-context-'));
  writeFileSync(join(context, 'Dockerfile'), DOCKERFILE);
  writeFileSync(join(context, 'page.html'), '<h1>Hello, world</h1>\n');
  const { ms, baseline, again } = await onFreshHosts(bench, (host) => buildTwice(bench, host, context));
  rmSync(context, { recursive: true });
  return [
    { what: 'build of a Dockerfile with ten steps, p50', value: ms, unit: 'ms', baseline },
    { what: 'the same again, from the cache, p50', value: again, unit: 'ms' },
  ];
}

async function buildTwice(bench: BenchAtoll, host: Host, context: string): Promise<Once & { again: number }> {
  const build = () => buildOnce(host, context);
  await pull(host, 'alpine:3.20');
  const empty = await stored(bench, host);
  await host.docker.ping();
  const ms = await timed(build);
  const full = await stored(bench, host);
  await host.docker.ping();
  const again = percentile(await times(10, build), 0.5);
  return { ms, baseline: baseline(ms, empty, full), again };
}

async function buildOnce({ docker }: Host, context: string): Promise<void> {
  const progress = await docker.buildImage({ context, src: ['Dockerfile', 'page.html'] }, { t: 'page' });
  const lines: { error?: string }[] = await new Promise((resolve, reject) => {
    docker.modem.followProgress(progress, (error, all) => (error ? reject(error) : resolve(all)));
  });
  const failed = lines.find(({ error }) => error !== undefined);
  if (failed !== undefined) throw new Error(failed.error);
}

export async function dockerFigures(bench: BenchAtoll): Promise<Figure[]> {
  return [...(await pullFigures(bench)), ...(await containerFigures(bench)), ...(await buildFigures(bench))];
}
