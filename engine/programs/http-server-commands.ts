import type { Program, System } from '../linux/system.ts';
import { answerHelp } from '../shell/commands/command.ts';
import type { HttpReply } from './http/message.ts';
import { html } from './http/replies.ts';
import { httpServer } from './http/server.ts';
import { listenAddress, mebibyte, option } from './options.ts';
import { find, sendFile } from './static-site.ts';

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
    const helped = answerHelp(system);
    if (helped !== undefined) return helped;
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
