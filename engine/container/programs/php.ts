import { absolutePath } from '../files.ts';
import { execute } from './entrypoint.ts';
import { apacheLines } from './httpd.ts';
import {
  blocks,
  exits,
  type Invocation,
  lines,
  type Output,
  option,
  type Program,
  portNumber,
  type Run,
  serves,
} from './program.ts';
import { staticFiles } from './static-files.ts';
import { apacheTime, wallClock } from './timestamps.ts';

const stop = { afterMs: 100, code: 0 };
const documentRoot = '/var/www/html';

/** The php command: `-S address:port`, `-r code`, a script, or a prompt that ends without a terminal. */
export const php: Program = (invocation) => {
  const { argv, container, workingDir, atMs } = invocation;
  const listen = option(argv, '-S');
  if (listen !== undefined) return builtInServer(invocation, listen);
  if (argv.includes('-v')) {
    return exits(invocation, 0, { stdout: `PHP ${container.spec.image.version} (cli)\n` });
  }
  const file = argv.slice(1).find((word) => !word.startsWith('-'));
  if (option(argv, '-r') !== undefined) return exits(invocation, 0);
  if (file === undefined) {
    const shown = argv.includes('-a') ? 'Interactive shell\n\n' : '';
    return container.spec.interactive === true ? blocks() : exits(invocation, 0, { stdout: shown });
  }
  if (container.files.read(absolutePath(file, workingDir), atMs) !== undefined) return exits(invocation, 0);
  return exits(invocation, 1, { stdout: `Could not open input file: ${file}\n` });
};

function builtInServer(invocation: Invocation, listen: string): Run {
  const { version } = invocation.container.spec.image;
  const time = apacheTime(wallClock(invocation)).replace(/\.\d+/, '');
  return serves(invocation, {
    output: lines('stderr', invocation.atMs, [
      `[${time}] PHP ${version} Development Server (http://${listen}) started`,
    ]),
    address: listen,
    ports: [portNumber(listen.slice(listen.lastIndexOf(':') + 1), 8080)],
    http: () => ({ status: 200, body: '<!doctype html>\n' }),
    readyAfterMs: 100,
    stop: 'ignored',
  });
}

/** Apache with mod_php, serving /var/www/html. An empty folder is forbidden. */
export const apachePhp: Program = (invocation) =>
  apache(
    invocation,
    staticFiles(
      invocation,
      documentRoot,
      (status) => `<h1>${status === 404 ? 'Not Found' : 'Forbidden'}</h1>\n`,
    ),
  );

/** Apache with an application in it: the same page at every address. */
export function phpApplication(page: string): Program {
  return (invocation) => apache(invocation, () => ({ status: 200, body: page }));
}

export const phpFpm: Program = (invocation) =>
  serves(invocation, {
    output: lines('stderr', invocation.atMs, [
      `[${apacheTime(wallClock(invocation)).slice(4, 24)}] NOTICE: fpm is running, pid 1`,
      `[${apacheTime(wallClock(invocation)).slice(4, 24)}] NOTICE: ready to handle connections`,
    ]),
    ports: [9000],
    readyAfterMs: 150,
    stop,
  });

/** WordPress copies itself into place first. Without a database it shows an error with status 500. */
export const wordpressEntrypoint: Program = (invocation) => {
  const argv = invocation.argv.slice(1);
  if (argv[0] !== 'apache2-foreground' && argv[0] !== 'php-fpm') {
    return execute(invocation, argv, { line: 103, bash: true });
  }
  const copying: Output[] = lines('stderr', invocation.atMs, [
    `WordPress not found in ${documentRoot} - copying now...`,
    `Complete! WordPress has been successfully copied to ${documentRoot}`,
    "No 'wp-config.php' found in /var/www/html, but 'WORDPRESS_...' variables supplied; copying 'wp-config-docker.php' (WORDPRESS_DB_HOST)",
  ]);
  const copied = invocation.env.has('WORDPRESS_DB_HOST') ? copying : copying.slice(0, 2);
  const run = execute({ ...invocation, atMs: invocation.atMs + 900 }, argv);
  return { ...run, output: [...copied, ...run.output] };
};

function apache(invocation: Invocation, http: NonNullable<Run['listeners'][number]['http']>): Run {
  const php = invocation.container.spec.image.version;
  return serves(invocation, {
    output: apacheLines(invocation, `Apache/2.4.62 (Debian) PHP/${php}`, 'apache2 -D FOREGROUND'),
    ports: [80],
    http,
    readyAfterMs: 300,
    stop,
  });
}
