import { humanDuration } from '../../human-duration.ts';
import type { Command, Request } from '../command.ts';
import { humanSize, list, member, table, text } from '../table.ts';
import { filtersOf } from './containers.ts';
import { pathOf, withQuery } from './each.ts';

const SHORT_ID = 12;

const images: Command = {
  usage: 'images [OPTIONS] [REPOSITORY[:TAG]]',
  flags: ['all a', 'quiet q', 'filter= f'],
  operands: [0, 1],
  begin: ({ flags, operands: [reference] }) => {
    const filters = [
      ...flags.values('filter'),
      ...(reference === undefined ? [] : [`reference=${reference}`]),
    ];
    return {
      method: 'GET',
      path: withQuery('/images/json', {
        all: flags.has('all') ? '1' : undefined,
        filters: filters.length === 0 ? undefined : filtersOf(filters),
      }),
    };
  },
  answered: (run, { json }) => {
    const rows = list(json).flatMap((each) => {
      const names = list(member(each, 'RepoTags')).map(String);
      return (names.length === 0 ? ['<none>:<none>'] : names).map((name) => {
        const colon = name.lastIndexOf(':');
        return [
          name.slice(0, colon),
          name.slice(colon + 1),
          text(each, 'Id').replace('sha256:', '').slice(0, SHORT_ID),
          `${humanDuration(run.system.now - Number(text(each, 'Created')) * 1000)} ago`,
          humanSize(Number(text(each, 'Size'))),
        ];
      });
    });
    if (run.flags.has('quiet')) run.print([...new Set(rows.map(([, , id]) => `${id}\n`))].join(''));
    else run.print(table(['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'], rows));
    return 0;
  },
};

/** The question that a pull is. @param name with a tag, or the latest is meant */
export function pullRequest(name: string, platform: string | undefined): Request {
  const [, repository = name, tag = 'latest'] = /^(.+?)(?::([\w][\w.-]*))?$/.exec(name) ?? [];
  return {
    method: 'POST',
    path: withQuery('/images/create', {
      fromImage: repository,
      tag: name.includes('@') ? undefined : tag,
      platform,
    }),
    streams: 'progress',
  };
}

/** `alpine` → `docker.io/library/alpine:latest` */
function canonical(name: string): string {
  const tagged = isTagged(name) ? name : `${name}:latest`;
  const [first = ''] = tagged.split('/');
  if (!tagged.includes('/')) return `docker.io/library/${tagged}`;
  return /[.:]|^localhost$/.test(first) ? tagged : `docker.io/${tagged}`;
}

function isTagged(name: string): boolean {
  return /[:@]/.test(name.slice(name.lastIndexOf('/') + 1));
}

const pull: Command = {
  usage: 'pull [OPTIONS] NAME[:TAG|@DIGEST]',
  flags: ['quiet q', 'platform='],
  operands: [1, 1],
  begin: (run) => {
    const [name = ''] = run.operands;
    const request = pullRequest(name, run.flags.value('platform'));
    if (run.flags.has('quiet')) return { ...request, streams: 'progress unseen' };
    if (!isTagged(name)) run.print('Using default tag: latest\n');
    return request;
  },
  answered: (run) => {
    run.print(`${canonical(run.operands[0] ?? '')}\n`);
    return 0;
  },
};

const tag: Command = {
  usage: 'tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  flags: [],
  operands: [2, 2],
  begin: ({ operands: [source = '', target = ''] }) => {
    const [, repo = target, tagged] = /^(.+?)(?::([\w][\w.-]*))?$/.exec(target) ?? [];
    return { method: 'POST', path: withQuery(pathOf('images', source, '/tag'), { repo, tag: tagged }) };
  },
  answered: () => 0,
};

const push: Command = {
  usage: 'push [OPTIONS] NAME[:TAG]',
  flags: ['quiet q'],
  operands: [1, 1],
  begin: (run) => {
    const [name = ''] = run.operands;
    if (!isTagged(name)) run.print('Using default tag: latest\n');
    const [, repository = name, tagged = 'latest'] = /^(.+?)(?::([\w][\w.-]*))?$/.exec(name) ?? [];
    const path = withQuery(pathOf('images', repository, '/push'), { tag: tagged });
    return { method: 'POST', path, streams: 'progress' };
  },
  answered: () => 0,
};

const rmi: Command = {
  usage: 'rmi [OPTIONS] IMAGE [IMAGE...]',
  flags: ['force f'],
  operands: [1, 1000],
  expects: [404, 409],
  begin: (run) => removal(run.operands[0] ?? '', run.flags.has('force')),
  answered: (run, { status, json }) => {
    if (status >= 400) {
      run.complain(`Error response from daemon: ${text(json, 'message')}\n`);
      run.memory.code = 1;
    }
    for (const each of list(json)) {
      for (const [what, id] of Object.entries(Object(each))) run.print(`${what}: ${id}\n`);
    }
    const at = Number(run.memory.at ?? 0) + 1;
    run.memory.at = at;
    const next = run.operands[at];
    return next === undefined ? Number(run.memory.code ?? 0) : removal(next, run.flags.has('force'));
  },
};

function removal(name: string, force: boolean): Request {
  return { method: 'DELETE', path: withQuery(pathOf('images', name), { force: force ? '1' : undefined }) };
}

export const imageCommands: readonly (readonly [name: string, command: Command])[] = [
  ['images', images],
  ['image ls', images],
  ['pull', pull],
  ['image pull', pull],
  ['tag', tag],
  ['image tag', tag],
  ['push', push],
  ['image push', push],
  ['rmi', rmi],
  ['image rm', rmi],
];
