import type { Command, Request, Run } from '../command.ts';
import { filledIn, text } from '../table.ts';
import { pathOf } from './each.ts';

type Kind = 'container' | 'image' | 'network' | 'volume';

/** @param kinds what a name is looked for among, one after the other */
function inspecting(kinds: readonly Kind[], usage: string): Command {
  const ask = (run: Run, at: number, kind: number): Request => {
    run.memory.at = at;
    run.memory.kind = kind;
    const what = kinds[kind] ?? 'container';
    const rest = what === 'container' || what === 'image' ? '/json' : '';
    return { method: 'GET', path: pathOf(`${what}s`, run.operands[at] ?? '', rest) };
  };
  return {
    usage,
    flags: ['format= f'],
    operands: [1, 1000],
    expects: [404],
    begin: (run) => ask(run, 0, 0),
    answered: (run, { status, json }) => {
      const [at, kind] = [Number(run.memory.at ?? 0), Number(run.memory.kind ?? 0)];
      if (status === 404 && kind + 1 < kinds.length) return ask(run, at, kind + 1);
      if (status === 404) {
        const why =
          kinds.length > 1
            ? `Error: No such object: ${run.operands[at]}`
            : `Error response from daemon: ${text(json, 'message')}`;
        run.memory.missing = `${run.memory.missing ?? ''}${why}\n`;
      } else show(run, json);
      return run.operands[at + 1] === undefined ? finish(run) : ask(run, at + 1, 0);
    },
  };
}

function show(run: Run, json: unknown): void {
  const format = run.flags.value('format');
  if (format !== undefined) run.print(`${filledIn(format, json)}\n`);
  else {
    // One after the other, as elements of one list.
    run.print(`${run.memory.found === true ? ',' : '['}\n${JSON.stringify([json], null, 4).slice(2, -2)}`);
    run.memory.found = true;
  }
}

function finish(run: Run): number {
  if (run.flags.value('format') === undefined) run.print(run.memory.found === true ? '\n]\n' : '[]\n');
  const missing = String(run.memory.missing ?? '');
  if (missing === '') return 0;
  run.complain(missing);
  return 1;
}

export const inspectCommands: readonly (readonly [name: string, command: Command])[] = [
  [
    'inspect',
    inspecting(['container', 'image', 'network', 'volume'], 'inspect [OPTIONS] NAME|ID [NAME|ID...]'),
  ],
  ['container inspect', inspecting(['container'], 'container inspect [OPTIONS] CONTAINER [CONTAINER...]')],
  ['image inspect', inspecting(['image'], 'image inspect [OPTIONS] IMAGE [IMAGE...]')],
  ['network inspect', inspecting(['network'], 'network inspect [OPTIONS] NETWORK [NETWORK...]')],
  ['volume inspect', inspecting(['volume'], 'volume inspect [OPTIONS] VOLUME [VOLUME...]')],
];
