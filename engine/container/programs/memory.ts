import { mebibyte, type Run } from './program.ts';

/** Mebibytes a server needs once it is up, by program: about what an idle one shows in `kubectl top`. */
const residentMiB: ReadonlyMap<string, number> = new Map([
  ['aks-helloworld', 40],
  ['apache2-php', 20],
  ['caddy', 12],
  ['cassandra', 800],
  ['elasticsearch', 1300],
  ['etcd', 20],
  ['ghost', 120],
  ['grafana', 80],
  ['guestbook', 20],
  ['haproxy', 12],
  ['hpa-example', 12],
  ['httpd', 9],
  ['java', 100],
  ['jenkins', 500],
  ['jshell', 80],
  ['mariadb-entrypoint', 90],
  ['memcached', 5],
  ['minio', 90],
  ['mongo-express', 60],
  ['mongod', 120],
  ['nextcloud', 60],
  ['nginx', 5],
  ['nginxdemos-hello', 5],
  ['nginxdemos-hello-text', 5],
  ['node', 35],
  ['node-hello', 30],
  ['phpmyadmin', 25],
  ['podinfo', 18],
  ['postgres-entrypoint', 30],
  ['prometheus', 45],
  ['python', 12],
  ['rabbitmq-server', 110],
  ['redis-server', 5],
  ['registry', 10],
  ['ruby', 20],
  ['tomcat', 100],
  ['traefik', 35],
  ['voting-app', 60],
  ['voting-result', 50],
  ['voting-worker', 60],
  ['wordpress', 40],
  ['zookeeper', 70],
]);

/** MySQL grew: its default buffers depend on the release. */
const mysqlResidentMiB: readonly (readonly [major: string, mebibytes: number])[] = [
  ['5.5', 60],
  ['5.6', 380],
  ['5.7', 180],
];
const mysqlModernMiB = 360;

/** Mebibytes that program needs, or undefined where it is too little to matter. */
export function residentMemory(program: string, version: string): number | undefined {
  if (program !== 'mysql-entrypoint') return residentMiB.get(program);
  return mysqlResidentMiB.find(([release]) => version.startsWith(`${release}.`))?.[1] ?? mysqlModernMiB;
}

/** Exit code of a process the kernel killed. */
const killedCode = 137;

/** Lets the memory limit act: over it, the kernel kills the whole container when the need arises. */
export function withinMemory(
  run: Run,
  limitBytes: number | undefined,
  residentMebibytes: number | undefined,
): Run {
  const memory = run.memory ?? steadyMemory(run, residentMebibytes);
  if (limitBytes === undefined || memory === undefined || memory.bytes <= limitBytes) return run;
  const { atMs } = memory;
  if (run.exit !== undefined && run.exit.atMs < atMs) return run;
  return {
    ...run,
    output: run.output.filter((piece) => piece.atMs < atMs),
    listeners: run.listeners.filter((listener) => listener.fromMs < atMs),
    exit: { atMs, code: killedCode, reason: 'OOMKilled' },
  };
}

/** A server has grown to its size when it starts to listen. */
function steadyMemory(run: Run, mebibytes: number | undefined): Run['memory'] {
  const atMs = run.listeners[0]?.fromMs;
  if (mebibytes === undefined || atMs === undefined) return undefined;
  return { bytes: mebibytes * mebibyte, atMs };
}
