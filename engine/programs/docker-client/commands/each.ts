import type { Answer, Command, Flags, Request, Run, Step } from '../command.ts';
import { text } from '../table.ts';

interface Verb {
  readonly usage: string;
  readonly flags?: readonly string[];
  ask(name: string, flags: Flags): Request;
  /** What is printed of it. Default: the name. */
  says?(name: string, json: unknown): string;
}

/** A command that does the same with each of its operands, and goes on after a refusal. */
export function forEach({ usage, flags = [], ask, says = (name) => name }: Verb): Command {
  const next = (run: Run, at: number): Step => {
    const name = run.operands[at];
    run.memory.at = at;
    return name === undefined ? Number(run.memory.code ?? 0) : ask(name, run.flags);
  };
  return {
    usage,
    flags,
    operands: [1, 1000],
    expects: [400, 404, 409, 500],
    begin: (run) => next(run, 0),
    answered: (run, { status, json }: Answer) => {
      const at = Number(run.memory.at ?? 0);
      if (status < 400) run.print(`${says(run.operands[at] ?? '', json)}\n`);
      else {
        run.complain(`Error response from daemon: ${text(json, 'message')}\n`);
        // `rm -f` and its like don't mind what isn't there.
        if (!(status === 404 && run.flags.has('force'))) run.memory.code = 1;
      }
      return next(run, at + 1);
    },
  };
}

export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? path : `${path}?${given.join('&')}`;
}

export function pathOf(kind: string, name: string, rest = ''): string {
  return `/${kind}/${name.split('/').map(encodeURIComponent).join('/')}${rest}`;
}
