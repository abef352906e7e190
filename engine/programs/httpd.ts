import { SystemError } from '../filesystem/errors.ts';
import type { Program, System } from '../linux/system.ts';
import { escapeHtml } from './http/files.ts';
import { type HttpReply, type HttpRequest, header, pathOf, reasons } from './http/message.ts';
import { type HttpServer, httpServer } from './http/server.ts';
import { anywhere, mebibyte, ownAddress } from './options.ts';
import { commonLine, find } from './static-site.ts';
import { apacheTime, commonLogTime, httpDate } from './timestamps.ts';

/** How an Apache is packaged. */
interface Packaging {
  readonly command: string;
  readonly binary: string;
  readonly configurationPath: string;
  readonly root: string;
  readonly server: (system: System) => string;
}

type Own = { root: string; ports: number[]; listing: boolean; server: string };

/** The sentences of Apache's error pages. */
const explanations: Readonly<Record<number, (target: string) => string>> = {
  400: () => 'Your browser sent a request that this server could not understand.<br />\n',
  403: () => "You don't have permission to access this resource.",
  404: () => 'The requested URL was not found on this server.',
  405: () => 'The requested method is not allowed for this URL.',
};

/** Apache httpd of the official image. */
export const httpd = apache({
  command: 'httpd -D FOREGROUND',
  binary: 'httpd',
  configurationPath: '/usr/local/apache2/conf/httpd.conf',
  root: '/usr/local/apache2/htdocs',
  server: (system) => `Apache/${system.executable.version ?? ''} (Unix)`,
});

/** Apache with PHP in it. PHP itself isn't modelled: its files are forbidden to be read. */
export const apachePhp = apache({
  command: 'apache2 -D FOREGROUND',
  binary: 'apache2',
  configurationPath: '/etc/apache2/apache2.conf',
  root: '/var/www/html',
  server: (system) => `Apache/2.4.62 (Debian) PHP/${system.executable.version ?? ''}`,
});

function apache(packaging: Packaging): Program {
  const server: HttpServer<Own> = {
    begin: (system) => begin(system, packaging),
    ready: (system, own) => {
      const time = apacheTime(system.now);
      const prefix = (module: string) => `[${time}] [${module}:notice] [pid ${system.pid}:tid ${system.pid}]`;
      system.write(
        2,
        `${prefix('mpm_event')} AH00489: ${own.server} configured -- resuming normal operations\n`,
      );
      system.write(2, `${prefix('core')} AH00094: Command line: '${packaging.command}'\n`);
    },
    answer: (system, own, request) => answer(system, own, request),
    refuse: (system, own, status, request) => errorPage(system, own, status, request?.target ?? ''),
    sent: (system, _own, request, status, bytes) => {
      system.write(1, commonLine(request, commonLogTime(system.now), status, bytes));
    },
    occupied: (system, _own, { port }) => {
      const problem = `(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:${port}`;
      system.write(
        2,
        `${problem}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
      );
      return 1;
    },
    signals: {
      SIGTERM: {
        exit: 0,
        says: (system) => say(system, 'mpm_event', 'AH00491: caught SIGTERM, shutting down'),
      },
      SIGINT: {
        exit: 0,
        says: (system) => say(system, 'mpm_event', 'AH00491: caught SIGTERM, shutting down'),
      },
      SIGWINCH: {
        exit: 0,
        drain: true,
        says: (system) => say(system, 'mpm_event', 'AH00492: caught SIGWINCH, shutting down gracefully'),
      },
      SIGUSR1: {
        call: (system) => say(system, 'mpm_event', 'AH00493: SIGUSR1 received.  Doing graceful restart'),
      },
      SIGHUP: {
        call: (system) => say(system, 'mpm_event', 'AH00494: SIGHUP received.  Attempting to restart'),
      },
    },
  };
  return httpServer(server);
}

function say(system: System, module: string, text: string): void {
  system.write(
    2,
    `[${apacheTime(system.now)}] [${module}:notice] [pid ${system.pid}:tid ${system.pid}] ${text}\n`,
  );
}

function begin(system: System, packaging: Packaging) {
  const { argv } = system;
  const server = packaging.server(system);
  if (argv.includes('-v')) {
    system.write(1, `Server version: ${server.split(' PHP')[0]}\nServer built:   unknown\n`);
    return 0;
  }
  const configuration = readConfiguration(system, packaging);
  if (typeof configuration === 'string') {
    system.write(2, configuration);
    return 1;
  }
  if (!configuration.named) {
    const text = `AH00558: ${packaging.binary}: Could not reliably determine the server's fully qualified domain name, using ${ownAddress(system)}. Set the 'ServerName' directive globally to suppress this message\n`;
    system.write(2, argv.includes('-t') ? text : text + text);
  }
  if (argv.includes('-t')) {
    system.write(2, 'Syntax OK\n');
    return 0;
  }
  return {
    listen: configuration.ports.map(anywhere),
    own: { root: configuration.root, ports: configuration.ports, listing: configuration.listing, server },
    readyAfterMs: 150,
    memoryBytes: 9 * mebibyte,
  };
}

const directives =
  /^(?:ServerRoot|Listen|LoadModule|User|Group|ServerAdmin|ServerName|DocumentRoot|AllowOverride|Require|Options|DirectoryIndex|ErrorLog|LogLevel|LogFormat|CustomLog|ScriptAlias|Alias|AddType|TypesConfig|Include|IncludeOptional|Files|ErrorDocument|Redirect|RewriteEngine|RewriteRule|RewriteCond|ProxyPass|ProxyPassReverse|Header|RequestHeader|Timeout|KeepAlive|MaxKeepAliveRequests|KeepAliveTimeout|PidFile|Mutex|HostnameLookups|SetEnvIf|SetHandler|AddHandler|Order|Allow|Deny|SSL\w+|ServerTokens|ServerSignature|TraceEnable|AccessFileName|DefaultRuntimeDir|EnableSendfile|EnableMMAP|AddIcon|IndexOptions|ServerAlias)$/i;

/** Ports and folder of the configuration, or what is wrong with it. */
function readConfiguration(system: System, { configurationPath, root }: Packaging) {
  const settings = { ports: [80], root, listing: true, named: false };
  let text: string;
  try {
    text = system.readText(configurationPath);
  } catch (error) {
    if (error instanceof SystemError) return settings;
    throw error;
  }
  const ports: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [name = '', ...words] = line.trim().split(/\s+/);
    if (name === '' || name.startsWith('#') || name.startsWith('<')) continue;
    if (!directives.test(name)) {
      return `AH00526: Syntax error on line ${index + 1} of ${configurationPath}:\nInvalid command '${name}', perhaps misspelled or defined by a module not included in the server configuration\n`;
    }
    const value = (words[0] ?? '').replace(/^"(.*)"$/, '$1');
    if (/^listen$/i.test(name)) ports.push(Number(value.slice(value.lastIndexOf(':') + 1)) || 80);
    if (/^documentroot$/i.test(name)) settings.root = value;
    if (/^servername$/i.test(name)) settings.named = true;
    if (/^options$/i.test(name) && words.some((word) => /^(?:-Indexes|None)$/i.test(word)))
      settings.listing = false;
  }
  if (ports.length === 0)
    return 'no listening sockets available, shutting down\nAH00015: Unable to open logs\n';
  return { ...settings, ports: [...new Set(ports)] };
}

function answer(system: System, own: Own, request: HttpRequest): HttpReply {
  if (!['GET', 'HEAD', 'POST', 'OPTIONS'].includes(request.method))
    return errorPage(system, own, 405, request.target);
  const found = find(system, own.root, request.target, ['index.html', 'index.php'], 'text/plain');
  if (found.kind === 'moved') {
    const place = `http://${header(request, 'Host') ?? ownAddress(system)}${found.to}`;
    const page = errorPage(
      system,
      own,
      301,
      request.target,
      `The document has moved <a href="${escapeHtml(place)}">here</a>.`,
    );
    return { ...page, headers: [...(page.headers ?? []), ['Location', place]] };
  }
  if (found.kind === 'folder') {
    return own.listing
      ? {
          status: 200,
          headers: [
            ['Server', own.server],
            ['Content-Type', 'text/html;charset=ISO-8859-1'],
          ],
          body: listing(system, found.path, found.uri),
        }
      : errorPage(system, own, 403, request.target);
  }
  if (found.kind !== 'file') {
    return errorPage(
      system,
      own,
      found.kind === 'missing' ? 404 : found.kind === 'bad' ? 400 : 403,
      request.target,
    );
  }
  if (found.path.endsWith('.php')) {
    return errorPage(system, own, 501, request.target, 'PHP is not part of the simulation.');
  }
  const tag = `"${found.size.toString(16)}-${Math.floor(found.modifiedMs * 1000).toString(16)}"`;
  if (header(request, 'If-None-Match') === tag)
    return {
      status: 304,
      headers: [
        ['Server', own.server],
        ['ETag', tag],
      ],
    };
  return {
    status: 200,
    headers: [
      ['Date', ''],
      ['Server', own.server],
      ['Last-Modified', httpDate(found.modifiedMs)],
      ['ETag', tag],
      ['Accept-Ranges', 'bytes'],
      ['Content-Length', ''],
      ['Connection', ''],
      ['Content-Type', found.type],
    ],
    file: { path: found.path, offset: 0, length: found.size },
  };
}

function errorPage(_system: System, own: Own, status: number, target: string, says?: string): HttpReply {
  const title = reasons[status] ?? 'Error';
  const words = says ?? explanations[status]?.(pathOf(target)) ?? '';
  const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${words}</p>\n</body></html>\n`;
  return {
    status,
    headers: [
      ['Date', ''],
      ['Server', own.server],
      ['Content-Length', ''],
      ['Content-Type', 'text/html; charset=iso-8859-1'],
    ],
    body,
    ...(status === 400 ? { close: true } : {}),
  };
}

const entriesMax = 2000;

/** mod_autoindex's plain list. */
function listing(system: System, folder: string, uri: string): string {
  const up = uri === '/' ? '' : '<li><a href="/"> Parent Directory</a></li>\n';
  const items = system
    .readDirectory(folder)
    .filter(({ name }) => !name.startsWith('.'))
    .slice(0, entriesMax)
    .map(({ name, type }) => {
      const shown = type === 'directory' ? `${name}/` : name;
      return `<li><a href="${encodeURI(shown)}"> ${escapeHtml(shown)}</a></li>\n`;
    });
  const title = `Index of ${escapeHtml(uri.replace(/(.)\/$/, '$1'))}`;
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>${title}</title>\n </head>\n <body>\n<h1>${title}</h1>\n<ul>${up}${items.join('')}</ul>\n</body></html>\n`;
}
