import { ownAddress } from './network.ts';
import { exits, type Invocation, lines, type Output, type Program, serves } from './program.ts';
import { staticFiles } from './static-files.ts';
import { apacheTime, wallClock } from './timestamps.ts';

const readyAfterMs = 150;
const stopMs = 100;

/** Apache httpd of the official image: htdocs on port 80. */
export const httpd: Program = (invocation) => {
  const { argv, container } = invocation;
  if (argv.includes('-v')) {
    return exits(invocation, 0, {
      stdout: `Server version: Apache/${container.spec.image.version} (Unix)\n`,
    });
  }
  if (argv.includes('-t')) return exits(invocation, 0, { stderr: 'Syntax OK\n' });
  const phrases: Readonly<Record<number, string>> = {
    400: 'Bad Request',
    403: 'Forbidden',
    404: 'Not Found',
  };
  const errorPage = (status: number): string =>
    `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${phrases[status]}</title>\n</head><body>\n<h1>${phrases[status]}</h1>\n</body></html>\n`;
  return serves(invocation, {
    output: apacheLines(invocation, `Apache/${container.spec.image.version} (Unix)`, 'httpd -D FOREGROUND'),
    ports: [80],
    http: staticFiles(invocation, '/usr/local/apache2/htdocs', errorPage),
    readyAfterMs,
    stop: { afterMs: stopMs, code: 0 },
  });
};

/** What Apache prints when it comes up. */
export function apacheLines(invocation: Invocation, server: string, command: string): Output[] {
  const name = command.split(' ')[0] ?? '';
  const time = apacheTime(wallClock(invocation));
  const unnamed = `AH00558: ${name}: Could not reliably determine the server's fully qualified domain name, using ${ownAddress(invocation)}. Set the 'ServerName' directive globally to suppress this message`;
  return lines('stderr', invocation.atMs, [
    unnamed,
    unnamed,
    `[${time}] [mpm_event:notice] [pid 1:tid 1] AH00489: ${server} configured -- resuming normal operations`,
    `[${time}] [core:notice] [pid 1:tid 1] AH00094: Command line: '${command}'`,
  ]);
}
