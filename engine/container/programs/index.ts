import { agnhost, liveness, serveHostname } from './agnhost.ts';
import { test } from './conditions.ts';
import {
  mongosh,
  mysql,
  mysqlAdmin,
  pgIsReady,
  psql,
  rabbitmqDiagnostics,
  redisCli,
} from './database-clients.ts';
import { plainEntrypoints } from './entrypoint.ts';
import { basename, cp, dirname, ls, mkdir, mv, rm, stat, touch, which } from './file-commands.ts';
import { helloWorld } from './hello-world.ts';
import { curl, podcli, wget } from './http-clients.ts';
import { httpEcho } from './http-echo.ts';
import { httpd } from './httpd.ts';
import { node, npm, python, ruby } from './interpreters.ts';
import { java, jshell, tomcat } from './java.ts';
import { memcached } from './memcached.ts';
import { mongod, mongoEntrypoint } from './mongo.ts';
import { mariadbEntrypoint, mysqld, mysqlEntrypoint } from './mysql.ts';
import { netcat, nslookup, ping } from './network-clients.ts';
import { nginx, nginxEntrypoint, nginxHello } from './nginx.ts';
import { packageManager } from './packages.ts';
import { pause } from './pause.ts';
import { perl } from './perl.ts';
import { apachePhp, php, phpFpm, wordpressEntrypoint } from './php.ts';
import { podinfo } from './podinfo.ts';
import { postgres, postgresEntrypoint } from './postgres.ts';
import { echo, fails, printf, seq, succeeds } from './printing.ts';
import { blocks, exits, type Program } from './program.ts';
import { rabbitmqServer } from './rabbitmq.ts';
import { redisServer } from './redis.ts';
import { sampleServers } from './sample-servers.ts';
import { shell } from './shell/shell.ts';
import { sleep, timeout } from './sleep.ts';
import { stress, vishStress } from './stress.ts';
import { date, env, hostname, id, kill, nproc, pkill, printenv, ps, pwd, uname, whoami } from './system.ts';
import { base64, cat, grep, head, sort, tail, tee, uniq, wc } from './text-commands.ts';
import { awk, cut, sed, tr } from './text-filters.ts';
import { whoamiServer } from './whoami.ts';
import { wordpress } from './wordpress.ts';
import { eventSimulator, haproxy, votingWorker } from './workers.ts';

/** A prompt: it waits at a terminal, and ends at once where there is none. */
const prompt: Program = (invocation) =>
  invocation.container.spec.interactive === true ? blocks() : exits(invocation, 0);

/** `go run` and `go build` find no module unless somebody mounted one. */
const go: Program = (invocation) =>
  invocation.argv[1] === 'version'
    ? exits(invocation, 0, {
        stdout: `go version go${invocation.container.spec.image.version} linux/amd64\n`,
      })
    : exits(invocation, 1, {
        stderr:
          "go: go.mod file not found in current directory or any parent directory; see 'go help modules'\n",
      });

/** Behaviour by program name: what an image's executables and a userland's commands stand for. */
const programs: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...Object.entries(plainEntrypoints),
  ...Object.entries(sampleServers),
  ['[', test],
  ['agnhost', agnhost],
  ['apache2-php', apachePhp],
  ['apk', packageManager],
  ['apt', packageManager],
  ['apt-get', packageManager],
  ['ash', shell],
  ['base64', base64],
  ['basename', basename],
  ['bash', shell],
  ['cat', cat],
  ['cp', cp],
  ['curl', curl],
  ['dash', shell],
  ['date', date],
  ['dirname', dirname],
  ['dnf', packageManager],
  ['echo', echo],
  ['egrep', grep],
  ['env', env],
  ['event-simulator', eventSimulator],
  ['false', fails],
  ['fgrep', grep],
  ['go', go],
  ['grep', grep],
  ['haproxy', haproxy],
  ['head', head],
  ['hello-world', helloWorld],
  ['hostname', hostname],
  ['http-echo', httpEcho],
  ['httpd', httpd],
  ['id', id],
  ['irb', prompt],
  ['java', java],
  ['jshell', jshell],
  ['kill', kill],
  ['killall', pkill],
  ['liveness', liveness],
  ['ls', ls],
  ['mariadb-entrypoint', mariadbEntrypoint],
  ['mariadbd', mysqld],
  ['memcached', memcached],
  ['microdnf', packageManager],
  ['mkdir', mkdir],
  ['mongo-entrypoint', mongoEntrypoint],
  ['mongod', mongod],
  ['mongosh', mongosh],
  ['mv', mv],
  ['mysql', mysql],
  ['mysql-entrypoint', mysqlEntrypoint],
  ['mysqladmin', mysqlAdmin],
  ['mysqld', mysqld],
  ['nc', netcat],
  ['nginx', nginx],
  ['nginx-entrypoint', nginxEntrypoint],
  ['nginxdemos-hello', nginxHello(false)],
  ['nginxdemos-hello-text', nginxHello(true)],
  ['node', node],
  ['npm', npm],
  ['nproc', nproc],
  ['nslookup', nslookup],
  ['pause', pause],
  ['perl', perl],
  ['pg_isready', pgIsReady],
  ['php', php],
  ['php-fpm', phpFpm],
  ['ping', ping],
  ['ping6', ping],
  ['pkill', pkill],
  ['podcli', podcli],
  ['podinfo', podinfo],
  ['postgres', postgres],
  ['postgres-entrypoint', postgresEntrypoint],
  ['printenv', printenv],
  ['printf', printf],
  ['ps', ps],
  ['psql', psql],
  ['pwd', pwd],
  ['python', python],
  ['rabbitmq-diagnostics', rabbitmqDiagnostics],
  ['rabbitmq-server', rabbitmqServer],
  ['redis-cli', redisCli],
  ['redis-server', redisServer],
  ['rm', rm],
  ['ruby', ruby],
  ['seq', seq],
  ['serve-hostname', serveHostname],
  ['sh', shell],
  ['shell', shell],
  ['silent', succeeds],
  ['sleep', sleep],
  ['sort', sort],
  ['stat', stat],
  ['stress', stress],
  ['tail', tail],
  ['tee', tee],
  ['test', test],
  ['timeout', timeout],
  ['tomcat', tomcat],
  ['touch', touch],
  ['true', succeeds],
  ['uname', uname],
  ['uniq', uniq],
  ['vish-stress', vishStress],
  ['voting-worker', votingWorker],
  ['awk', awk],
  ['cut', cut],
  ['sed', sed],
  ['tr', tr],
  ['wc', wc],
  ['wget', wget],
  ['which', which],
  ['traefik-whoami', whoamiServer],
  ['whoami', whoami],
  ['wordpress', wordpress],
  ['wordpress-entrypoint', wordpressEntrypoint],
  ['yum', packageManager],
]);

/** How a program behaves. A command that exists but isn't modelled does nothing and succeeds. */
export function findProgram(name: string): Program {
  return programs.get(name) ?? succeeds;
}

/** Whether a program has a behaviour of its own. */
export function isModelled(name: string): boolean {
  return programs.has(name);
}
