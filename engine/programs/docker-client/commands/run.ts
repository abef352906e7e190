import type { Json, System } from '../../../linux/system.ts';
import { Quit } from '../../../shell/commands/options.ts';
import type { Answer, Command, Flags, Request, Run, Step } from '../command.ts';
import { refused } from '../refused.ts';
import { text } from '../table.ts';
import { pathOf, withQuery } from './each.ts';
import { pullRequest } from './images.ts';
import { labelOf } from './system.ts';

const FLAGS = [
  'rm',
  'name=',
  'env= e',
  'volume= v',
  'publish= p',
  'publish-all P',
  'workdir= w',
  'user= u',
  'label= l',
  'network=',
  'net=',
  'hostname= h',
  'entrypoint=',
  'restart=',
  'platform=',
  'privileged',
  'init',
  'read-only',
  'interactive i',
  'tty t',
  'quiet q',
];
/** What a refusal may be: a container that was made for nothing goes again. */
const REFUSALS = [400, 403, 404, 409, 500];

export const run: Command = {
  usage: 'run [OPTIONS] IMAGE [COMMAND] [ARG...]',
  flags: ['detach d', ...FLAGS],
  operands: [1, 1000],
  operandsLast: true,
  failure: 125,
  expects: REFUSALS,
  begin: (each) => {
    if (!each.flags.has('detach')) {
      refuseInput('run', each.flags);
      // Its output and its end are to be seen before it goes.
      each.memory.staysForeground = true;
    }
    return creating(each);
  },
  answered: (each, answer) => {
    const refusal = answer.status >= 400 ? refuse(run, each, answer) : undefined;
    return refusal ?? onwards(each, answer);
  },
};

export const create: Command = {
  usage: 'create [OPTIONS] IMAGE [COMMAND] [ARG...]',
  flags: FLAGS,
  operands: [1, 1000],
  operandsLast: true,
  expects: [404],
  begin: creating,
  answered: (each, answer) => {
    if (answer.status >= 400) return refuse(create, each, answer);
    if (each.memory.stage === 'pull') return creating(each);
    each.print(`${text(answer.json, 'Id')}\n`);
    return 0;
  },
};

/** An image that isn't there is pulled, once. @throws Quit */
function refuse(command: Command, each: Run, { status, json }: Answer): Step {
  const message = text(json, 'message');
  const { stage, id } = each.memory;
  if (status === 404 && stage === 'create' && each.memory.pulled !== true && /^No such image/.test(message)) {
    const [image = ''] = each.operands;
    each.memory.pulled = true;
    const named = /[:@]/.test(image.slice(image.lastIndexOf('/') + 1)) ? image : `${image}:latest`;
    each.complain(`Unable to find image '${named}' locally\n`);
    return enter(each, 'pull', {
      ...pullRequest(image, each.flags.value('platform')),
      streams: 'progress on error',
    });
  }
  if (stage === 'start' && each.flags.has('rm') && !each.flags.has('detach')) {
    each.memory.refused = message;
    const path = withQuery(pathOf('containers', String(id)), { force: '1', v: '1' });
    return enter(each, 'remove', { method: 'DELETE', path });
  }
  throw refused(command, `Error response from daemon: ${message}`);
}

/** What comes after a stage that went well. */
function onwards(each: Run, { json }: Answer): Step {
  const { memory, flags } = each;
  if (memory.stage === 'create') memory.id = text(json, 'Id');
  const id = String(memory.id ?? '');
  switch (memory.stage) {
    case 'pull':
      return creating(each);
    case 'create':
      return enter(each, 'start', { method: 'POST', path: pathOf('containers', id, '/start') });
    case 'start':
      if (flags.has('detach')) {
        each.print(`${id}\n`);
        return 0;
      }
      return enter(each, 'output', {
        method: 'GET',
        path: withQuery(pathOf('containers', id, '/logs'), { stdout: '1', stderr: '1', follow: '1' }),
        streams: 'output',
      });
    case 'output':
      return enter(each, 'wait', { method: 'POST', path: pathOf('containers', id, '/wait') });
    case 'wait':
      memory.code = Number(text(json, 'StatusCode')) || 0;
      if (!flags.has('rm')) return memory.code;
      return enter(each, 'remove', {
        method: 'DELETE',
        path: withQuery(pathOf('containers', id), { v: '1' }),
      });
    default:
      if (memory.refused !== undefined) throw refused(run, `Error response from daemon: ${memory.refused}`);
      return Number(memory.code ?? 0);
  }
}

function enter(each: Run, stage: string, request: Request): Request {
  each.memory.stage = stage;
  return request;
}

/** @throws Quit: nothing that is typed here comes through the socket */
function refuseInput(name: string, flags: Flags): void {
  if (!flags.has('interactive')) return;
  throw new Quit(
    `docker ${name} -i: in a container, input for another one is not part of the simulation\n`,
    125,
  );
}

function creating(each: Run): Request {
  const { flags, operands } = each;
  const [Image = '', ...Cmd] = operands;
  const entrypoint = flags.value('entrypoint');
  const network = flags.value('network') ?? flags.value('net') ?? 'default';
  const ports = flags.values('publish').map(portOf);
  const body: Json = {
    Image,
    ...(Cmd.length === 0 ? {} : { Cmd }),
    ...(entrypoint === undefined ? {} : { Entrypoint: entrypoint === '' ? [''] : [entrypoint] }),
    Env: environment(each.system, flags),
    Labels: Object.fromEntries(flags.values('label').map(labelOf)),
    Hostname: flags.value('hostname') ?? '',
    User: flags.value('user') ?? '',
    WorkingDir: flags.value('workdir') ?? '',
    Tty: flags.has('tty'),
    OpenStdin: flags.has('interactive'),
    ExposedPorts: Object.fromEntries(ports.map(({ inside }) => [inside, {}])),
    Volumes: Object.fromEntries(
      flags
        .values('volume')
        .filter((volume) => !volume.includes(':'))
        .map((volume) => [volume, {}]),
    ),
    HostConfig: {
      Binds: flags.values('volume').filter((volume) => volume.includes(':')),
      NetworkMode: network,
      PortBindings: bindings(ports),
      PublishAllPorts: flags.has('publish-all'),
      Privileged: flags.has('privileged'),
      ReadonlyRootfs: flags.has('read-only'),
      RestartPolicy: restartPolicy(flags.value('restart') ?? 'no'),
      AutoRemove: flags.has('rm') && each.memory.staysForeground !== true,
      ...(flags.has('init') ? { Init: true } : {}),
    },
  };
  return enter(each, 'create', {
    method: 'POST',
    path: withQuery('/containers/create', { name: flags.value('name'), platform: flags.value('platform') }),
    body,
  });
}

/** A name alone takes the value that it has here. */
function environment(system: System, flags: Flags): string[] {
  return flags.values('env').flatMap((variable) => {
    if (variable.includes('=')) return [variable];
    const value = system.env.get(variable);
    return value === undefined ? [] : [`${variable}=${value}`];
  });
}

function restartPolicy(policy: string): Json {
  const [name = '', count = '0'] = policy.split(':');
  return { Name: name, MaximumRetryCount: Number(count) || 0 };
}

interface Port {
  readonly inside: string;
  readonly HostIp: string;
  readonly HostPort: string;
}

/** `[[ip:]port:]port[/udp]`. @throws Quit */
function portOf(spec: string): Port {
  const [, HostIp = '', HostPort = '', inside, protocol = 'tcp'] =
    /^(?:(?:([\d.]*):)?(\d*):)?(\d+)(?:\/(tcp|udp))?$/.exec(spec) ?? [];
  if (inside === undefined) throw refused(run, `invalid containerPort: ${spec}`);
  return { inside: `${inside}/${protocol}`, HostIp, HostPort };
}

function bindings(ports: readonly Port[]): Json {
  const all: Record<string, Json[]> = {};
  for (const { inside, HostIp, HostPort } of ports) {
    all[inside] = [...(all[inside] ?? []), { HostIp, HostPort }];
  }
  return all;
}

export const exec: Command = {
  usage: 'exec [OPTIONS] CONTAINER COMMAND [ARG...]',
  flags: ['detach d', 'env= e', 'user= u', 'workdir= w', 'privileged', 'interactive i', 'tty t'],
  operands: [2, 1000],
  operandsLast: true,
  begin: (each) => {
    const { flags, operands } = each;
    refuseInput('exec', flags);
    const [name = '', ...Cmd] = operands;
    const body = {
      Cmd,
      AttachStdout: true,
      AttachStderr: true,
      Env: environment(each.system, flags),
      User: flags.value('user') ?? '',
      WorkingDir: flags.value('workdir') ?? '',
      Privileged: flags.has('privileged'),
      Tty: flags.has('tty'),
    };
    return enter(each, 'create', { method: 'POST', path: pathOf('containers', name, '/exec'), body });
  },
  answered: (each, { json }) => {
    const { flags, memory } = each;
    if (memory.stage === 'create') {
      memory.id = text(json, 'Id');
      const body = { Detach: flags.has('detach'), Tty: flags.has('tty') };
      const path = pathOf('exec', String(memory.id), '/start');
      return enter(each, 'output', { method: 'POST', path, body, streams: 'output' });
    }
    if (flags.has('detach')) return 0;
    if (memory.stage === 'output') {
      return enter(each, 'look', { method: 'GET', path: pathOf('exec', String(memory.id), '/json') });
    }
    return Number(text(json, 'ExitCode') || 0);
  },
};
