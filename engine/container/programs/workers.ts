import { blocks, exits, type Output, type Program, type Run } from './program.ts';
import { plainTime, wallClock } from './timestamps.ts';

const eventIntervalMs = 1000;
const eventsMax = 1000;
const users = ['USER1', 'USER2', 'USER3', 'USER4'];
const actions = ['logged in', 'is viewing page1', 'is viewing page2', 'is viewing page3', 'logged out'];

/** kodekloud/event-simulator: prints what users do, one event a second. */
export const eventSimulator: Program = (invocation) => {
  const output: Output[] = [];
  for (let index = 0; index < eventsMax; index++) {
    const afterMs = index * eventIntervalMs;
    const user = users[(index * 7) % users.length];
    const action = actions[(index * 3) % actions.length];
    const text = `[${plainTime(wallClock(invocation, afterMs))},000] INFO in event-simulator: ${user} ${action}\n`;
    output.push({ atMs: invocation.atMs + afterMs, stream: 'stdout', text });
  }
  return blocks(output);
};

/** The voting application's worker: it waits for its queue and its database. */
export const votingWorker: Program = (invocation): Run =>
  blocks([
    {
      atMs: invocation.atMs,
      stream: 'stdout',
      text: 'Connected to db\nFound redis at redis\nConnecting to redis\n',
    },
  ]);

/** HAProxy does nothing without a configuration. */
export const haproxy: Program = (invocation) => {
  const { container, atMs } = invocation;
  const file = '/usr/local/etc/haproxy/haproxy.cfg';
  const text = container.files.read(file, atMs);
  if (text === undefined) {
    const stderr = `[NOTICE]   (1) : haproxy version is ${container.spec.image.version}\n[ALERT]    (1) : config : Cannot open configuration file/directory ${file} : No such file or directory\n`;
    return exits(invocation, 1, { stderr });
  }
  const ports = [...text.matchAll(/^[ \t]*bind[ \t]+[^\s:]{0,100}:(\d{1,5})/gm)].map(([, port]) =>
    Number(port),
  );
  return {
    ...blocks([], { afterMs: 50, code: 0 }),
    listeners: ports.map((port) => ({
      port,
      protocol: 'TCP',
      fromMs: atMs,
      http: () => ({ status: 503, body: '' }),
    })),
  };
};
