import { SystemError } from '../../filesystem/errors.ts';
import type { Program, System } from '../../linux/system.ts';
import { httpServer } from '../http/server.ts';
import { anywhere, listenAddress, mebibyte, option } from '../options.ts';
import { answerSite, hostOf } from './answer.ts';
import { CaddyfileError, type Directive, parseCaddyfile, type SiteBlock } from './caddyfile.ts';
import { checkSites } from './directives.ts';

/** What is read of a configuration. */
const fileCharactersMax = 262_144;

/** A site at a port: JSON. */
type Site = { readonly port: number; readonly host: string; readonly site: SiteBlock };
type Own = { readonly sites: readonly Site[]; readonly path: string; count: number };

const httpPort = 80;
const httpsPort = 443;

/** Caddy, without TLS: sites that would have it redirect to where nobody listens. */
export const caddy: Program = httpServer<Own>({
  begin: (system) => {
    const begun = beginning(system);
    if (typeof begun === 'number') return begun;
    const ports = [...new Set(begun.sites.map(({ port }) => port))];
    return {
      listen: ports.map(anywhere),
      own: { ...begun, count: 0 },
      readyAfterMs: 60,
      memoryBytes: 18 * mebibyte,
    };
  },
  ready: (system, own) => {
    log(system, 'info', { msg: 'using config from file', file: own.path });
    log(system, 'info', { msg: 'adapted config to JSON', adapter: 'caddyfile' });
    log(system, 'info', {
      logger: 'admin',
      msg: 'admin endpoint started',
      address: 'localhost:2019',
      enforce_origin: false,
    });
    if (own.sites.every(({ port }) => port === httpPort)) {
      log(system, 'warn', {
        logger: 'http.auto_https',
        msg: 'server is listening only on the HTTP port, so no automatic HTTPS will be applied to this server',
        server_name: 'srv0',
        http_port: httpPort,
      });
    }
    log(system, 'info', {
      logger: 'http.log',
      msg: 'server running',
      name: 'srv0',
      protocols: ['h1', 'h2', 'h3'],
    });
    log(system, 'info', { msg: 'serving initial configuration' });
  },
  answer: (system, own, request) => {
    own.count += 1;
    const host = hostOf(request);
    const here = own.sites.filter(({ port }) => port === request.local.port);
    const found = here.find((each) => each.host === host) ?? here.find((each) => each.host === '');
    return found === undefined
      ? { status: 200, headers: [['Server', 'Caddy']] }
      : answerSite(system, found.site, request, own.count);
  },
  refuse: (system, _own, status, request, problem) => {
    log(system, 'error', {
      logger: 'http.log.error',
      msg: problem ?? '',
      request: { method: request?.method, uri: request?.target },
      status,
    });
    return { status, headers: [['Server', 'Caddy']] };
  },
  serverName: () => 'Caddy',
  occupied: (system, _own, { port }) => {
    system.write(
      2,
      `Error: loading initial config: loading new config: http app module: start: listening on :${port}: listen tcp :${port}: bind: address already in use\n`,
    );
    return 1;
  },
  signals: {
    SIGTERM: { exit: 0, drain: true, says: (system) => shutDown(system, 'SIGTERM') },
    SIGINT: { exit: 0, drain: true, says: (system) => shutDown(system, 'SIGINT') },
    SIGHUP: { ignore: true },
  },
});

function shutDown(system: System, signal: string): void {
  log(system, 'info', { msg: 'shutting down apps, then terminating', signal });
  log(system, 'info', { msg: 'shutdown complete', signal, exit_code: 0 });
}

function log(system: System, level: string, rest: object): void {
  system.write(2, `${JSON.stringify({ level, ts: system.now / 1000, ...rest })}\n`);
}

type Sites = { readonly sites: Site[]; readonly path: string };

/** @returns an exit code where nothing is to be served */
function beginning(system: System): Sites | number {
  const { argv } = system;
  const [, command = 'help'] = argv;
  const make = commands[command];
  if (make !== undefined) return make(system);
  system.write(2, `Error: unknown command "${command}" for "caddy"\n`);
  return 1;
}

const commands: Readonly<Record<string, (system: System) => Sites | number>> = {
  run: fromFile,
  start: fromFile,
  'file-server': (system) => {
    const root = option(system.argv, '--root', '-r') ?? '.';
    const browse = system.argv.includes('--browse') ? ['browse'] : [];
    return single(system, option(system.argv, '--listen', '-l') ?? ':80', [
      line('root', ['*', root]),
      line('file_server', browse),
    ]);
  },
  'reverse-proxy': (system) => {
    const to = option(system.argv, '--to', '-t');
    if (to === undefined) {
      system.write(2, 'Error: --to is required\n');
      return 1;
    }
    return single(system, option(system.argv, '--from', '-f') ?? ':443', [line('reverse_proxy', [to])]);
  },
  respond: (system) => {
    const body = option(system.argv, '--body', '-b') ?? '';
    const status = option(system.argv, '--status', '-s') ?? '200';
    return single(system, option(system.argv, '--listen', '-l') ?? ':80', [line('respond', [body, status])]);
  },
  validate: (system) => {
    const read = fromFile(system);
    if (typeof read !== 'number') system.write(1, 'Valid configuration\n');
    return typeof read === 'number' ? read : 0;
  },
  version: (system) => {
    system.write(1, `v${system.executable.version ?? ''}\n`);
    return 0;
  },
  help: (system) => {
    system.write(1, 'Caddy is an extensible server platform written in Go.\n\nUsage:\n  caddy [command]\n');
    return 0;
  },
  ...Object.fromEntries(
    [
      'adapt',
      'fmt',
      'reload',
      'stop',
      'trust',
      'untrust',
      'hash-password',
      'list-modules',
      'environ',
      'upgrade',
    ].map((name) => [
      name,
      (system: System) => {
        system.write(2, `caddy ${name}: this command is not part of the simulation\n`);
        return 1;
      },
    ]),
  ),
};

const line = (name: string, words: readonly string[]): Directive => ({
  name,
  words,
  line: 1,
  block: [],
  braces: false,
});

function single(system: System, address: string, directives: readonly Directive[]): Sites {
  const { port } = listenAddress(address, httpPort);
  return {
    sites: [{ port, host: '', site: { addresses: [address], directives } }],
    path: system.argv[0] ?? '',
  };
}

function fromFile(system: System): Sites | number {
  const path = option(system.argv, '--config', '-c') ?? 'Caddyfile';
  try {
    const blocks = parseCaddyfile(system.readText(path).slice(0, fileCharactersMax), path, (name) =>
      system.env.get(name),
    );
    checkSites(blocks, path);
    return { sites: blocks.flatMap(sitesOf), path };
  } catch (error) {
    if (error instanceof SystemError) {
      system.write(2, `Error: reading config from file: open ${path}: no such file or directory\n`);
    } else if (error instanceof CaddyfileError) {
      system.write(2, `Error: adapting config using caddyfile: ${error.message}\n`);
    } else throw error;
    return 1;
  }
}

/** `:80`, `http://a.example`, `localhost`: the last has TLS, to which port 80 redirects. */
function sitesOf(site: SiteBlock): Site[] {
  return site.addresses.map((address) => {
    const [, scheme, host = '', port] = /^(?:(https?):\/\/)?([^:/]*)(?::(\d{1,5}))?/.exec(address) ?? [];
    if (port !== undefined) return { port: Number(port), host, site };
    if (scheme === 'http' || host === '')
      return { port: scheme === 'https' ? httpsPort : httpPort, host, site };
    const toTls = line('redir', ['https://{host}{uri}', '308']);
    return { port: httpPort, host, site: { addresses: [address], directives: [toTls] } };
  });
}
