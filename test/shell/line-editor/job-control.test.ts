import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

type Session = readonly (readonly [typed: string, shown: string])[];

/** As the real shells showed it: cat reads from the terminal, so that in the background it stops. */
const sessions: readonly (readonly [
  shell: string,
  image: string,
  argv: readonly string[],
  session: Session,
])[] = [
  [
    'bash',
    'debian:bookworm-slim',
    ['bash', '--norc'],
    [
      ['cat\r', 'cat\r\n'],
      ['\u001a', '^Z\r\n[1]+  Stopped                 cat\r\n$ '],
      ['bg\r', 'bg\r\n[1]+ cat &\r\n$ '],
      ['\r', '\r\n\r\n[1]+  Stopped                 cat\r\n$ '],
      ['fg\r', 'fg\r\ncat\r\n'],
      ['\u001a', '^Z\r\n[1]+  Stopped                 cat\r\n$ '],
      ['exit\r', 'exit\r\nexit\r\nThere are stopped jobs.\r\n$ '],
      ['sleep 9 &\r', 'sleep 9 &\r\n[2] 9\r\n$ '],
      [
        'jobs\r',
        'jobs\r\n[1]+  Stopped                 cat\r\n[2]-  Running                 sleep 9 &\r\n$ ',
      ],
      ['kill %2\r', 'kill %2\r\n[2]-  Terminated              sleep 9\r\n$ '],
      ['sh -c "sleep 0.05; exit 3" &\r', 'sh -c "sleep 0.05; exit 3" &\r\n[2] 11\r\n$ '],
      ['\r', '\r\n[2]-  Exit 3                  sh -c "sleep 0.05; exit 3"\r\n$ '],
      ['fg %7\r', 'fg %7\r\nbash: fg: %7: no such job\r\n$ '],
      ['sleep 9\r', 'sleep 9\r\n'],
      ['\u0003', '^C\r\n$ '],
    ],
  ],
  [
    'busybox',
    'busybox',
    ['sh'],
    [
      ['cat\r', 'cat\r\n'],
      ['\u001a', '^Z[1]+  Stopped                    cat\r\n$ '],
      ['bg\r', 'bg\r\n[1] cat\r\n$ '],
      ['\r', '\r\n[1]+  Stopped (tty input)        cat\r\n$ '],
      ['sleep 9\r', 'sleep 9\r\n'],
      ['\u001a', '^Z[2]+  Stopped                    sleep 9\r\n$ '],
      [
        'jobs\r',
        'jobs\r\n[2]+  Stopped                    sleep 9\r\n[1]-  Stopped (tty input)        cat\r\n$ ',
      ],
      ['exit\r', 'exit\r\nYou have stopped jobs.\r\n$ '],
      ['kill %1\r', 'kill %1\r\n$ '],
      ['fg %1\r', 'fg %1\r\ncat\r\nTerminated\r\n$ '],
      ['bg %5\r', 'bg %5\r\nsh: bg: %5: no such job\r\n$ '],
    ],
  ],
  [
    'dash',
    'debian:bookworm-slim',
    ['sh'],
    [
      ['sleep 1 &\r', 'sleep 1 &\r\n$ '],
      ['jobs\r', 'jobs\r\n[1] + Running                    sleep 1\r\n$ '],
      ['cat\r', 'cat\r\n'],
      ['\u001a', '^Z[2] + Stopped                    cat\r\n$ '],
      ['fg %5\r', 'fg %5\r\nsh: 4: fg: No such job: %5\r\n$ '],
    ],
  ],
];

it.each(sessions)('%s has job control', (_, image, argv, session) => {
  const machine = openMachine({ image });
  const shell = machine.start(argv, { terminal: true, stdin: '', env: { PS1: '$ ' } });
  let seen = '';
  const fresh = () => {
    machine.advance(0.1);
    const text = machine.printed(shell.id).slice(seen.length);
    seen += text;
    return text;
  };
  fresh();
  const shown = session.map(([typed]) => {
    shell.type(typed);
    return fresh().replace(/\[(\d)\] \d+\r/, '[$1] PID\r');
  });
  expect(shown).toEqual(session.map(([, text]) => text.replace(/\[(\d)\] \d+\r/, '[$1] PID\r')));
});
