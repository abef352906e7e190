import type { Program } from '../linux/system.ts';
import { agnhost, liveness, serveHostname } from './agnhost.ts';
import { applications } from './applications/table.ts';
import { caddy } from './caddy/caddy.ts';
import { plainEntrypoint } from './databases/others.ts';
import { dockerClient } from './docker-client/client.ts';
import { gosu } from './gosu.ts';
import { haproxy } from './haproxy/haproxy.ts';
import { helloWorld } from './hello-world.ts';
import { httpEcho } from './http-echo.ts';
import { busyboxHttpd } from './http-server-commands.ts';
import { apachePhp, httpd } from './httpd.ts';
import { busyboxInit } from './init/busybox-init.ts';
import { daemons } from './init/daemons.ts';
import { shutdown } from './init/shutdown.ts';
import { systemdManager } from './init/systemd.ts';
import { mongosh, node } from './javascript/program.ts';
import { memcached } from './memcached/server.ts';
import { mongod, mongoEntrypoint } from './mongo/mongod.ts';
import { nginx } from './nginx/nginx.ts';
import { notModelled } from './not-modelled.ts';
import { htpasswd } from './passwords/htpasswd.ts';
import { pause } from './pause.ts';
import { perl } from './perl.ts';
import { podinfo } from './podinfo.ts';
import { python } from './python/program.ts';
import { rabbitmqControl } from './rabbitmq/control/client.ts';
import { rabbitmqEntrypoint, rabbitmqServer } from './rabbitmq/server.ts';
import { redisCli } from './redis/client/client.ts';
import { redisServer } from './redis/server.ts';
import { registryServer } from './registry/server.ts';
import { ryuk } from './ryuk/ryuk.ts';
import { sampleServers } from './sample-servers.ts';
import { mysqlAdmin } from './sql/mysql/client/admin.ts';
import { mysqldump } from './sql/mysql/client/dump/mysqldump.ts';
import { mysql } from './sql/mysql/client/mysql.ts';
import { mariadbEntrypoint, mysqld, mysqlEntrypoint } from './sql/mysql/program.ts';
import { pgDump } from './sql/postgres/client/dump/pg-dump.ts';
import { pgDumpall } from './sql/postgres/client/dump/pg-dumpall.ts';
import { psql } from './sql/postgres/client/psql.ts';
import { createdb, createuser, dropdb, pgIsReady } from './sql/postgres/client/tools.ts';
import { postgres, postgresEntrypoint } from './sql/postgres/program.ts';
import { traefik } from './traefik/traefik.ts';
import { whoamiServer } from './whoami.ts';
import { eventSimulator, votingWorker } from './workers.ts';

/** Two programs have this name: Apache, and busybox's little server. */
const httpdOfEither: Program = {
  start: (system) => (system.executable.flavour === 'busybox' ? busyboxHttpd : httpd).start(system),
  step: (system, state) =>
    (system.executable.flavour === 'busybox' ? busyboxHttpd : httpd).step(system, state),
};

/** What images hold and nobody has modelled: language runtimes, and tools beside the server of an image. */
const NOT_MODELLED = ['go', 'irb', 'java', 'jshell', 'php', 'php-fpm', 'podcli', 'ruby', 'vish-stress'];

/** Servers and other programs that aren't commands of a shell, by the name that executables give. */
export const programs: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...NOT_MODELLED.map((name): [string, Program] => [name, notModelled]),
  ...sampleServers,
  ...applications,
  ...daemons,
  ['agnhost', agnhost],
  ['apache2-php', apachePhp],
  ['caddy', caddy],
  ['createdb', createdb],
  ['createuser', createuser],
  ['dropdb', dropdb],
  ['docker', dockerClient],
  ['event-simulator', eventSimulator],
  ['gosu', gosu],
  ['halt', shutdown],
  ['haproxy', haproxy],
  ['hello-world', helloWorld],
  ['http-echo', httpEcho],
  ['htpasswd', htpasswd],
  ['httpd', httpdOfEither],
  ['init', busyboxInit],
  ['liveness', liveness],
  ['mariadb-entrypoint', mariadbEntrypoint],
  ['mariadbd', mysqld],
  ['memcached', memcached],
  ['mongo-entrypoint', mongoEntrypoint],
  ['mongo-express-entrypoint', plainEntrypoint],
  ['mongod', mongod],
  ['mongosh', mongosh],
  ['mysql', mysql],
  ['mysql-entrypoint', mysqlEntrypoint],
  ['mysqladmin', mysqlAdmin],
  ['mysqld', mysqld],
  ['mysqldump', mysqldump],
  ['nginx', nginx],
  ['node', node],
  ['not-modelled', notModelled],
  ['pause', pause],
  ['perl', perl],
  ['pg_dump', pgDump],
  ['pg_dumpall', pgDumpall],
  ['pg_isready', pgIsReady],
  ['plain-entrypoint', plainEntrypoint],
  ['podinfo', podinfo],
  ['poweroff', shutdown],
  ['postgres', postgres],
  ['postgres-entrypoint', postgresEntrypoint],
  ['psql', psql],
  ['python', python],
  ['rabbitmq-control', rabbitmqControl],
  ['rabbitmq-entrypoint', rabbitmqEntrypoint],
  ['rabbitmq-server', rabbitmqServer],
  ['reboot', shutdown],
  ['redis-cli', redisCli],
  ['redis-server', redisServer],
  ['registry', registryServer],
  ['ryuk', ryuk],
  ['serve-hostname', serveHostname],
  ['systemd-manager', systemdManager],
  ['traefik', traefik],
  ['traefik-whoami', whoamiServer],
  ['voting-worker', votingWorker],
  ['wordpress-entrypoint', plainEntrypoint],
]);
