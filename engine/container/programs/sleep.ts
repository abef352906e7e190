import {
  blocks,
  complains,
  exitAt,
  exits,
  type Invocation,
  isBusybox,
  type Program,
  type Run,
} from './program.ts';

const secondsPer: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Milliseconds of a sleep argument such as `5`, `0.5`, `1h`, `infinity`; undefined: not a time. */
export function duration(text: string): number | undefined {
  if (/^inf(?:inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const [, amount, unit = ''] = /^(\d{1,12}(?:\.\d{0,6})?|\.\d{1,6})([smhd]?)$/.exec(text) ?? [];
  return amount === undefined ? undefined : Math.round(Number(amount) * (secondsPer[unit] ?? 1) * 1000);
}

/** sleep installs no signal handler: as PID 1 the kernel shields it from SIGTERM. */
export const sleep: Program = (invocation) => {
  const [, ...times] = invocation.argv;
  const operands = times.filter((text) => text !== '--');
  if (operands.length === 0) return missingOperand(invocation);
  let total = 0;
  for (const text of operands) {
    const milliseconds = duration(text);
    if (milliseconds === undefined) return invalidTime(invocation, text);
    total += milliseconds;
  }
  if (!Number.isFinite(total)) return blocks();
  return { output: [], listeners: [], exit: exitAt(invocation.atMs + total, 0), stop: 'ignored' };
};

/** `timeout 5 command …`: kills the command when its time is over. */
export const timeout: Program = (invocation) => {
  const [, first = '', ...rest] = invocation.argv.filter((text) => text !== '-t');
  const limit = duration(first);
  if (limit === undefined || rest.length === 0) return complains(invocation, 'missing operand', 125);
  const run = invocation.container.launch({ ...invocation, argv: rest });
  if ('problem' in run) {
    return complains(invocation, `failed to run command ‘${rest[0]}’: No such file or directory`, 127);
  }
  const endMs = invocation.atMs + limit;
  if (run.exit !== undefined && run.exit.atMs <= endMs) return { ...run, listeners: [] };
  return {
    output: run.output.filter((piece) => piece.atMs <= endMs),
    listeners: [],
    exit: exitAt(endMs, isBusybox(invocation) ? 143 : 124),
    stop: 'ignored',
  };
};

function missingOperand(invocation: Invocation): Run {
  if (isBusybox(invocation)) return exits(invocation, 1, { stderr: busyboxUsage });
  return exits(invocation, 1, {
    stderr: "sleep: missing operand\nTry 'sleep --help' for more information.\n",
  });
}

function invalidTime(invocation: Invocation, text: string): Run {
  if (isBusybox(invocation)) return exits(invocation, 1, { stderr: `sleep: invalid number '${text}'\n` });
  return exits(invocation, 1, {
    stderr: `sleep: invalid time interval ‘${text}’\nTry 'sleep --help' for more information.\n`,
  });
}

const busyboxUsage = `BusyBox multi-call binary.

Usage: sleep [N]...

Pause for a time equal to the total of the args given, where each arg can
have an optional suffix of (s)econds, (m)inutes, (h)ours, or (d)ays
`;
