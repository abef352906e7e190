import { isRoot } from '../container.ts';
import type { HttpReply } from '../process.ts';
import { execute } from './entrypoint.ts';
import { httpGet, parseTarget, reach, resolveHost } from './network.ts';
import { type NginxConfiguration, readConfiguration } from './nginx-configuration.ts';
import { exits, type Invocation, lines, type Output, type Program, type Run, serves } from './program.ts';
import { pathOf, staticFiles } from './static-files.ts';
import { slashedTime, wallClock } from './timestamps.ts';

const readyAfterMs = 100;
const configurationMs = 60;
const stopMs = 50;

const phrases: Readonly<Record<number, string>> = {
  400: '400 Bad Request',
  403: '403 Forbidden',
  404: '404 Not Found',
  502: '502 Bad Gateway',
};

/** The official image's entrypoint script: it prepares the configuration and says so. */
export const nginxEntrypoint: Program = (invocation) => {
  const argv = invocation.argv.slice(1);
  if (argv[0] !== 'nginx' && argv[0] !== 'nginx-debug') return execute(invocation, argv, { line: 47 });
  const name = '/docker-entrypoint.sh';
  const script = (file: string): string => `/docker-entrypoint.d/${file}`;
  const ipv6 = '10-listen-on-ipv6-by-default.sh';
  const output = lines('stdout', invocation.atMs, [
    `${name}: /docker-entrypoint.d/ is not empty, will attempt to perform configuration`,
    `${name}: Looking for shell scripts in /docker-entrypoint.d/`,
    `${name}: Launching ${script(ipv6)}`,
    `${ipv6}: info: Getting the checksum of /etc/nginx/conf.d/default.conf`,
    `${ipv6}: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf`,
    `${name}: Sourcing ${script('15-local-resolvers.envsh')}`,
    `${name}: Launching ${script('20-envsubst-on-templates.sh')}`,
    `${name}: Launching ${script('30-tune-worker-processes.sh')}`,
    `${name}: Configuration complete; ready for start up`,
  ]);
  const run = execute({ ...invocation, atMs: invocation.atMs + configurationMs }, argv);
  return { ...run, output: [...output, ...run.output] };
};

export const nginx: Program = (invocation) => {
  const { argv, container, atMs } = invocation;
  const { image } = container.spec;
  if (argv.includes('-v') || argv.includes('-V')) {
    return exits(invocation, 0, { stderr: `nginx version: nginx/${image.version}\n` });
  }
  if (argv.includes('-s')) return signal(invocation);
  const configuration = readConfiguration(container.files, atMs);
  const problem =
    configuration.problem ?? missingUpstream(invocation, configuration) ?? permissionProblem(invocation);
  if (problem !== undefined) return refuses(invocation, problem);
  if (argv.includes('-t')) return exits(invocation, 0, { stderr: tested });
  const run = serves(invocation, {
    output: startLines(invocation),
    ports: configuration.ports,
    http: http(invocation, configuration),
    readyAfterMs,
    stop: { afterMs: stopMs, code: 0 },
  });
  const inForeground =
    argv.some((word) => /daemon\s+off/.test(word)) ||
    /^[ \t]*daemon[ \t]+off/m.test(container.files.read('/etc/nginx/nginx.conf', atMs) ?? '');
  // As a daemon the workers go on, but what was started has ended: as PID 1 it takes them along.
  return inForeground ? run : { ...exits(invocation, 0), listeners: run.listeners };
};

const tested =
  'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n';

/** Releases from 1.19 on tell in their log how they start. */
function startLines(invocation: Invocation): Output[] {
  const { image } = invocation.container.spec;
  if (image.entrypoint.length === 0) return [];
  const prefix = `${slashedTime(wallClock(invocation))} [notice] 1#1: `;
  const compiler =
    image.userland === 'alpine' ? 'gcc 14.2.0 (Alpine 14.2.0)' : 'gcc 12.2.0 (Debian 12.2.0-14+deb12u1)';
  return lines('stderr', invocation.atMs, [
    `${prefix}using the "epoll" event method`,
    `${prefix}nginx/${image.version}`,
    `${prefix}built by ${compiler}`,
    `${prefix}OS: Linux 5.15.0-139-generic`,
    `${prefix}getrlimit(RLIMIT_NOFILE): 1048576:1048576`,
    `${prefix}start worker processes`,
    `${prefix}start worker process 29`,
    `${prefix}start worker process 30`,
  ]);
}

function refuses(invocation: Invocation, problem: string): Run {
  const prefix = slashedTime(wallClock(invocation));
  return exits(invocation, 1, { stderr: `${prefix} [emerg] 1#1: ${problem}\nnginx: [emerg] ${problem}\n` });
}

/** nginx resolves the hosts it passes requests to when it starts, and gives up where one isn't known. */
function missingUpstream(invocation: Invocation, configuration: NginxConfiguration): string | undefined {
  if (invocation.container.spec.network === undefined) return undefined;
  const missing = configuration.upstreams.find(({ host }) => resolveHost(invocation, host).length === 0);
  return missing && `host not found in upstream "${missing.host}" in ${missing.file}:${missing.line}`;
}

/** An image made for root can't write its caches and its pid file as anybody else. */
function permissionProblem(invocation: Invocation): string | undefined {
  const { spec } = invocation.container;
  if (isRoot(spec) || spec.image.user !== '') return undefined;
  const mounted = (path: string): boolean => (spec.mounts?.directories ?? []).includes(path);
  if (!mounted('/var/cache/nginx')) {
    return 'mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)';
  }
  if (!mounted('/var/run') && !mounted('/run')) {
    return 'open() "/run/nginx.pid" failed (13: Permission denied)';
  }
  return undefined;
}

function signal(invocation: Invocation): Run {
  const { argv, container } = invocation;
  const name = argv[argv.indexOf('-s') + 1];
  if (name === 'stop' || name === 'quit') container.terminatedAtMs.push(invocation.atMs);
  const stderr = `${slashedTime(wallClock(invocation))} [notice] 12#12: signal process started\n`;
  return exits(invocation, 0, { stderr });
}

function http(
  invocation: Invocation,
  configuration: NginxConfiguration,
): (path: string, atMs: number) => HttpReply {
  const { version } = invocation.container.spec.image;
  const errorPage = (status: number): string => {
    const title = phrases[status] ?? String(status);
    return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`;
  };
  const files = staticFiles(invocation, configuration.root, errorPage);
  return (path, atMs) => {
    const wanted = pathOf(path);
    const location = configuration.locations
      .filter(({ exact, path: prefix }) => (exact ? wanted === prefix : wanted.startsWith(prefix)))
      .sort((a, b) => Number(b.exact) - Number(a.exact) || b.path.length - a.path.length)[0];
    if (location?.returns !== undefined) {
      return { status: location.returns.status, body: location.returns.text };
    }
    if (location?.proxy === undefined) return files(path, atMs);
    const target = parseTarget(location.proxy + path);
    const connected =
      target !== undefined && reach({ ...invocation, atMs }, target.host, target.port) === 'open';
    const reply = connected ? httpGet({ ...invocation, atMs }, target) : undefined;
    return reply ?? { status: 502, body: errorPage(502) };
  };
}

const helloText = (invocation: Invocation, path: string): string =>
  `Server address: 127.0.0.1:80\nServer name: ${invocation.container.spec.hostname}\nDate: ${slashedTime(wallClock(invocation))}\nURI: ${path}\nRequest ID: ${'0'.repeat(32)}\n`;

/** nginxdemos/hello: nginx with a page that tells which server answered. */
export function nginxHello(asText: boolean): Program {
  return (invocation) => {
    const run = nginx(invocation);
    if (run.exit !== undefined) return run;
    const reply = (path: string): HttpReply => {
      const text = helloText(invocation, path);
      const body = asText
        ? text
        : `<!DOCTYPE html>\n<html>\n<head>\n<title>Hello World</title>\n</head>\n<body>\n<pre>\n${text}</pre>\n</body>\n</html>\n`;
      return { status: 200, body };
    };
    return {
      ...run,
      listeners: [{ port: 80, protocol: 'TCP', fromMs: invocation.atMs + readyAfterMs, http: reply }],
    };
  };
}
