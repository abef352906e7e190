import { goUnhandled } from './agnhost.ts';
import { exits, lines, option, type Program, portNumber, serves } from './program.ts';
import { pathOf } from './static-files.ts';
import { slashedTime, wallClock } from './timestamps.ts';

/** hashicorp/http-echo: answers everything with the text it was given. */
export const httpEcho: Program = (invocation) => {
  const { argv, env } = invocation;
  const text = option(argv, '-text', '--text') || env.get('ECHO_TEXT') || '';
  if (text === '') {
    return exits(invocation, 127, { stderr: 'Missing -text option OR ENV var TEXT is empty!\n' });
  }
  const listen = option(argv, '-listen', '--listen') ?? ':5678';
  const time = slashedTime(wallClock(invocation));
  return serves(invocation, {
    output: lines('stderr', invocation.atMs, [`${time} [INFO] server is listening on ${listen}`]),
    address: listen,
    ports: [portNumber(listen.slice(listen.lastIndexOf(':') + 1), 5678)],
    http: (path) => ({ status: 200, body: pathOf(path) === '/health' ? '{"status":"ok"}\n' : `${text}\n` }),
    readyAfterMs: 10,
    stop: goUnhandled,
  });
};
