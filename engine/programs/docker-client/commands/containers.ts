import { humanDuration } from '../../human-duration.ts';
import type { Command, Flags, Request, Run } from '../command.ts';
import { filledIn, list, member, table, text } from '../table.ts';
import { forEach, pathOf, withQuery } from './each.ts';

const SHORT_ID = 12;
const COMMAND_CHARACTERS = 20;

const ps: Command = {
  usage: 'ps [OPTIONS]',
  flags: ['all a', 'quiet q', 'no-trunc', 'format=', 'filter= f', 'latest l', 'last= n', 'size s'],
  begin: ({ flags }) => ({
    method: 'GET',
    path: withQuery('/containers/json', {
      all: flags.has('all') ? '1' : undefined,
      limit: flags.has('latest') ? '1' : flags.value('last'),
      filters: flags.values('filter').length === 0 ? undefined : filtersOf(flags.values('filter')),
    }),
  }),
  answered: (run, { json }) => {
    const rows = list(json).map((each) => rowOf(run, each));
    const format = run.flags.value('format');
    if (run.flags.has('quiet')) run.print(rows.map(({ ID }) => `${ID}\n`).join(''));
    else if (format !== undefined && !format.startsWith('table')) {
      run.print(rows.map((row) => `${filledIn(format, row)}\n`).join(''));
    } else run.print(psTable(rows, format));
    return 0;
  },
};

const HEADS: Readonly<Record<string, string>> = {
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Command: 'COMMAND',
  RunningFor: 'CREATED',
  Status: 'STATUS',
  Ports: 'PORTS',
  Names: 'NAMES',
};

type Row = Readonly<Record<string, string>>;

function psTable(rows: readonly Row[], format: string | undefined): string {
  const wanted = [...(format?.matchAll(/\{\{\.(\w+)\}\}/g) ?? [])].map(([, name = '']) => name);
  const columns = format === undefined ? Object.keys(HEADS) : wanted;
  return table(
    columns.map((name) => HEADS[name] ?? name.toUpperCase()),
    rows.map((row) => columns.map((name) => row[name] ?? '')),
  );
}

function rowOf({ system, flags }: Run, each: unknown): Row {
  const whole = flags.has('no-trunc');
  const command = text(each, 'Command');
  const cut = whole || [...command].length <= COMMAND_CHARACTERS;
  const created = Number(text(each, 'Created')) * 1000;
  return {
    ID: whole ? text(each, 'Id') : text(each, 'Id').slice(0, SHORT_ID),
    Image: text(each, 'Image'),
    Command: `"${cut ? command : `${[...command].slice(0, COMMAND_CHARACTERS - 1).join('')}…`}"`,
    RunningFor: `${humanDuration(system.now - created)} ago`,
    Status: text(each, 'Status'),
    State: text(each, 'State'),
    Ports: list(member(each, 'Ports')).map(portOf).sort().join(', '),
    Names: list(member(each, 'Names'))
      .map((name) => String(name).replace(/^\//, ''))
      .join(','),
    Labels: Object.entries(Object(member(each, 'Labels')))
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
    Networks: Object.keys(Object(member(member(each, 'NetworkSettings'), 'Networks'))).join(','),
  };
}

function portOf(port: unknown): string {
  const [ip, outside] = [text(port, 'IP'), text(port, 'PublicPort')];
  const inside = `${text(port, 'PrivatePort')}/${text(port, 'Type')}`;
  return outside === '' ? inside : `${ip.includes(':') ? `[${ip}]` : ip}:${outside}->${inside}`;
}

export function filtersOf(texts: readonly string[]): string {
  const filters: Record<string, string[]> = {};
  for (const each of texts) {
    const equals = each.indexOf('=');
    const [name, value] = equals < 0 ? [each, ''] : [each.slice(0, equals), each.slice(equals + 1)];
    filters[name] = [...(filters[name] ?? []), value];
  }
  return JSON.stringify(filters);
}

const logs: Command = {
  usage: 'logs [OPTIONS] CONTAINER',
  flags: ['follow f', 'timestamps t', 'tail= n'],
  operands: [1, 1],
  begin: ({ operands: [name = ''], flags }) => ({
    method: 'GET',
    path: withQuery(pathOf('containers', name, '/logs'), {
      stdout: '1',
      stderr: '1',
      follow: flags.has('follow') ? '1' : undefined,
      timestamps: flags.has('timestamps') ? '1' : undefined,
      tail: flags.value('tail'),
    }),
    streams: 'output',
  }),
  answered: () => 0,
};

function verb(
  name: string,
  flags: readonly string[] = [],
  query: (
    value: (flag: string) => string | undefined,
  ) => Readonly<Record<string, string | undefined>> = () => ({}),
): readonly (readonly [string, Command])[] {
  const command = forEach({
    usage: `${name} [OPTIONS] CONTAINER [CONTAINER...]`,
    flags,
    ask: (operand, given) => ({
      method: 'POST',
      path: withQuery(
        pathOf('containers', operand, `/${name}`),
        query((flag) => given.value(flag)),
      ),
    }),
    ...(name === 'wait' ? { says: (_: string, json: unknown) => text(json, 'StatusCode') } : {}),
  });
  return [
    [name, command],
    [`container ${name}`, command],
  ];
}

const rm = forEach({
  usage: 'rm [OPTIONS] CONTAINER [CONTAINER...]',
  flags: ['force f', 'volumes v'],
  ask: (name, flags) => ({
    method: 'DELETE',
    path: withQuery(pathOf('containers', name), {
      force: flags.has('force') ? '1' : undefined,
      v: flags.has('volumes') ? '1' : undefined,
    }),
  }),
});

function removing(kind: 'network' | 'volume'): readonly [string, Command] {
  const name = kind.toUpperCase();
  const usage = `${kind} rm [OPTIONS] ${name} [${name}...]`;
  const ask = (each: string, flags: Flags): Request => {
    const force = kind === 'volume' && flags.has('force') ? '1' : undefined;
    return { method: 'DELETE', path: withQuery(pathOf(`${kind}s`, each), { force }) };
  };
  return [`${kind} rm`, forEach({ usage, flags: ['force f'], ask })];
}

export const containerCommands: readonly (readonly [name: string, command: Command])[] = [
  ['ps', ps],
  ['container ls', ps],
  ['container ps', ps],
  ['logs', logs],
  ['container logs', logs],
  ['rm', rm],
  ['container rm', rm],
  ...verb('start'),
  ...verb('stop', ['time= t', 'timeout=', 'signal= s'], (value) => ({
    t: value('timeout') ?? value('time'),
    signal: value('signal'),
  })),
  ...verb('restart', ['time= t', 'timeout='], (value) => ({ t: value('timeout') ?? value('time') })),
  ...verb('kill', ['signal= s'], (value) => ({ signal: value('signal') })),
  ...verb('pause'),
  ...verb('unpause'),
  ...verb('wait'),
  removing('network'),
  removing('volume'),
];
