import type { Program, System } from '../linux/system.ts';
import { escapeHtml } from './http/files.ts';
import type { HttpReply } from './http/message.ts';
import { html } from './http/replies.ts';
import { httpServer } from './http/server.ts';
import { listenAddress, mebibyte, option, portNumber } from './options.ts';
import { commonLine, find, sendFile } from './static-site.ts';
import { commonLogTime } from './timestamps.ts';

type Own = { root: string; server: string; listed: boolean };

/** `httpd -f -p 8080 -h /www`, busybox's. Without -f it goes on in the background. */
const busyboxServer = httpServer<Own>({
  begin: (system) => {
    const root = absolute(system, option(system.argv, '-h') ?? '.');
    const port = option(system.argv, '-p') ?? attached(system, '-p') ?? '80';
    return {
      listen: [listenAddress(port, 80)],
      own: { root, server: 'busybox', listed: false },
      memoryBytes: mebibyte,
    };
  },
  answer: (system, own, request) => {
    const found = find(system, own.root, request.target, ['index.html'], 'application/octet-stream');
    if (found.kind === 'file') return sendFile(found);
    if (found.kind === 'moved') return { status: 302, headers: [['Location', found.to]] };
    return found.kind === 'forbidden'
      ? busyboxPage(403, 'Forbidden', '')
      : busyboxPage(404, 'Not Found', 'The requested URL was not found');
  },
  occupied: (system) => {
    system.write(2, 'httpd: bind: Address already in use\n');
    return 1;
  },
  oneShot: true,
});

function busyboxPage(status: number, title: string, words: string): HttpReply {
  return html(
    status,
    `<HTML><HEAD><TITLE>${status} ${title}</TITLE></HEAD>\n<BODY><H1>${status} ${title}</H1>\n${words}\n</BODY></HTML>\n`,
  );
}

export const busyboxHttpd: Program = {
  start(system) {
    const { argv } = system;
    if (argv.includes('-f') || argv.some((word) => /^-[a-z]*f/.test(word)) || system.env.has(inBackground)) {
      return busyboxServer.start(system);
    }
    system.spawn({
      path: '/proc/self/exe',
      argv,
      env: new Map([...system.env, [inBackground, '1']]),
      newSession: true,
    });
    return { exit: 0 };
  },
  step: (system, state) => busyboxServer.step(system, JSON.parse(JSON.stringify(state))),
};

/** Marks the process that busybox's httpd leaves behind. */
const inBackground = 'ATOLL_HTTPD_IN_BACKGROUND';

function attached(system: System, letter: string): string | undefined {
  return system.argv
    .find((word) => word.startsWith(letter) && word.length > letter.length)
    ?.slice(letter.length);
}

function absolute(system: System, path: string): string {
  return path.startsWith('/')
    ? path
    : `${system.workingDirectory.replace(/\/$/, '')}/${path.replace(/^\.\/?/, '')}`;
}

/** `python -m http.server 8000` */
export const pythonHttpServer = httpServer<Own & { port: number; bind: string }>({
  begin: (system) => {
    const { argv } = system;
    const given = argv
      .slice(argv.indexOf('-m') + 2)
      .find((word, index, all) => /^\d+$/.test(word) && !/^-/.test(all[index - 1] ?? ''));
    const port = portNumber(given, 8000);
    const bind = option(argv, '-b', '--bind') ?? '0.0.0.0';
    const root = absolute(system, option(argv, '-d', '--directory') ?? '.');
    const server = `SimpleHTTP/0.6 Python/${system.executable.version ?? ''}`;
    return {
      listen: [listenAddress(`${bind}:${port}`, port)],
      own: { root, server, listed: true, port, bind },
      readyAfterMs: 200,
      memoryBytes: 18 * mebibyte,
    };
  },
  ready: (system, { port, bind }) => {
    // Where nobody watches, Python keeps back what it prints.
    if (system.isTerminal(1) || system.env.has('PYTHONUNBUFFERED')) {
      system.write(1, `Serving HTTP on ${bind} port ${port} (http://${bind}:${port}/) ...\n`);
    }
  },
  answer: (system, own, request) => {
    const server = ['Server', own.server] as const;
    if (!['GET', 'HEAD'].includes(request.method))
      return pythonError(501, `Unsupported method ('${request.method}')`, own.server);
    const found = find(
      system,
      own.root,
      request.target,
      ['index.html', 'index.htm'],
      'application/octet-stream',
    );
    if (found.kind === 'file')
      return sendFile(
        { ...found, type: found.type.replace(/^application\/javascript$/, 'text/javascript') },
        [server],
      );
    if (found.kind === 'moved') return { status: 301, headers: [server, ['Location', found.to]] };
    if (found.kind !== 'folder') return pythonError(404, 'File not found', own.server);
    const title = `Directory listing for ${escapeHtml(found.uri)}`;
    const items = system.readDirectory(found.path).map(({ name, type }) => {
      const shown = `${name}${type === 'directory' ? '/' : type === 'symbolic link' ? '@' : ''}`;
      return `<li><a href="${encodeURIComponent(name)}${type === 'directory' ? '/' : ''}">${escapeHtml(shown)}</a></li>\n`;
    });
    const body = `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n${items.join('')}</ul>\n<hr>\n</body>\n</html>\n`;
    return { status: 200, headers: [server, ['Content-Type', 'text/html; charset=utf-8']], body };
  },
  sent: (system, _own, request, status) => {
    system.write(
      2,
      commonLine(request, commonLogTime(system.now).replace(':', ' ').replace(' +0000', ''), status, 0),
    );
  },
  occupied: (system) => {
    system.write(2, 'OSError: [Errno 98] Address already in use\n');
    return 1;
  },
  signals: {
    SIGINT: { exit: 0, says: (system) => system.write(1, '\nKeyboard interrupt received, exiting.\n') },
  },
  oneShot: true,
});

function pythonError(status: number, message: string, server: string): HttpReply {
  const body = `<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: ${status}</p>\n        <p>Message: ${escapeHtml(message)}.</p>\n    </body>\n</html>\n`;
  return {
    status,
    headers: [
      ['Server', server],
      ['Connection', 'close'],
      ['Content-Type', 'text/html;charset=utf-8'],
    ],
    body,
  };
}
