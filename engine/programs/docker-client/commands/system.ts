import type { Command, Run } from '../command.ts';
import { filledIn, list, member, table, text } from '../table.ts';
import { versionOf } from './version.ts';

/** Where the values begin. */
const COLUMN = 20;

const version: Command = {
  usage: 'version [OPTIONS]',
  flags: ['format= f'],
  begin: () => ({ method: 'GET', path: '/version' }),
  answered: (run, { json }) => {
    const own = { Version: versionOf(run.system), ApiVersion: '1.50', Os: 'linux', Arch: 'amd64' };
    const format = run.flags.value('format');
    if (format !== undefined) {
      run.print(`${filledIn(format, { Client: own, Server: json })}\n`);
      return 0;
    }
    const facts = (of: unknown, indent: string, least: string) =>
      [
        ['Version', text(of, 'Version')],
        ['API version', text(of, 'ApiVersion') + least],
        ['OS/Arch', `${text(of, 'Os')}/${text(of, 'Arch')}`],
      ]
        .map(([name, value]) => `${indent}${`${name}:`.padEnd(COLUMN - indent.length)}${value}\n`)
        .join('');
    const server = facts(json, '  ', ` (minimum version ${text(json, 'MinAPIVersion')})`);
    run.print(
      `Client:\n${facts(own, ' ', '')} Context:           default\n\nServer: ${text(member(json, 'Platform'), 'Name')}\n Engine:\n${server}`,
    );
    return 0;
  },
};

const info: Command = {
  usage: 'info [OPTIONS]',
  flags: ['format= f'],
  begin: () => ({ method: 'GET', path: '/info' }),
  answered: (run, { json }) => {
    const format = run.flags.value('format');
    if (format !== undefined) {
      run.print(`${filledIn(format, json)}\n`);
      return 0;
    }
    const say = (name: string, key: string) => ` ${name}: ${text(json, key)}\n`;
    run.print(
      `Client:\n Version:    ${versionOf(run.system)}\n Context:    default\n Debug Mode: false\n\nServer:\n` +
        say('Containers', 'Containers') +
        ` ${say('Running', 'ContainersRunning')} ${say('Paused', 'ContainersPaused')} ${say('Stopped', 'ContainersStopped')}` +
        say('Images', 'Images') +
        say('Server Version', 'ServerVersion') +
        say('Storage Driver', 'Driver') +
        say('Logging Driver', 'LoggingDriver') +
        say('Cgroup Driver', 'CgroupDriver') +
        say('Cgroup Version', 'CgroupVersion') +
        say('Kernel Version', 'KernelVersion') +
        say('Operating System', 'OperatingSystem') +
        say('OSType', 'OSType') +
        say('Architecture', 'Architecture') +
        say('CPUs', 'NCPU') +
        say('Name', 'Name') +
        say('ID', 'ID') +
        say('Docker Root Dir', 'DockerRootDir'),
    );
    return 0;
  },
};

const SHORT_ID = 12;

const networks: Command = {
  usage: 'network ls [OPTIONS]',
  flags: ['quiet q'],
  begin: () => ({ method: 'GET', path: '/networks' }),
  answered: (run, { json }) => {
    const rows = list(json)
      .map((each) => [
        text(each, 'Id').slice(0, SHORT_ID),
        text(each, 'Name'),
        text(each, 'Driver'),
        text(each, 'Scope'),
      ])
      .sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1));
    return shown(run, ['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE'], rows, 0);
  },
};

const volumes: Command = {
  usage: 'volume ls [OPTIONS]',
  flags: ['quiet q'],
  begin: () => ({ method: 'GET', path: '/volumes' }),
  answered: (run, { json }) => {
    const rows = list(member(json, 'Volumes')).map((each) => [text(each, 'Driver'), text(each, 'Name')]);
    return shown(run, ['DRIVER', 'VOLUME NAME'], rows, 1);
  },
};

function shown(run: Run, heads: readonly string[], rows: readonly string[][], id: number): number {
  run.print(run.flags.has('quiet') ? rows.map((row) => `${row[id]}\n`).join('') : table(heads, rows));
  return 0;
}

function making(what: 'network' | 'volume', answer: string): Command {
  return {
    usage: `${what} create [OPTIONS] ${what.toUpperCase()}`,
    flags: ['driver= d', 'label='],
    operands: what === 'network' ? [1, 1] : [0, 1],
    begin: ({ operands: [Name = ''], flags }) => ({
      method: 'POST',
      path: `/${what}s/create`,
      body: {
        Name,
        Driver: flags.value('driver') ?? (what === 'network' ? 'bridge' : 'local'),
        Labels: Object.fromEntries(flags.values('label').map(labelOf)),
      },
    }),
    answered: (run, { json }) => {
      run.print(`${text(json, answer)}\n`);
      return 0;
    },
  };
}

export function labelOf(label: string): [name: string, value: string] {
  const equals = label.indexOf('=');
  return equals < 0 ? [label, ''] : [label.slice(0, equals), label.slice(equals + 1)];
}

export const systemCommands: readonly (readonly [name: string, command: Command])[] = [
  ['version', version],
  ['info', info],
  ['system info', info],
  ['network ls', networks],
  ['volume ls', volumes],
  ['network create', making('network', 'Id')],
  ['volume create', making('volume', 'Name')],
];
