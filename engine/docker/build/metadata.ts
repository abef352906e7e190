import { parseSignal } from '../../linux/signals.ts';
import { goDuration } from '../../simulation/go-duration.ts';
import type { HealthcheckConfig } from '../containers/config.ts';
import { invalidSignal } from '../containers/validation/settings.ts';
import { BuildError, type Configured } from './build.ts';
import type { Command, Instruction } from './dockerfile/instruction.ts';
import { goList, splitWords } from './dockerfile/words.ts';
import { declare } from './variables.ts';

/** An instruction that changes what containers are started with. */
export type Changing = Exclude<Instruction, { readonly is: 'FROM' | 'RUN' | 'COPY' | 'ADD' }>;

export function isChanging(instruction: Instruction): instruction is Changing {
  return !['FROM', 'RUN', 'COPY', 'ADD'].includes(instruction.is);
}

type Put = (word: string) => string;

/** Changes the configuration. @returns what the history says of it @throws BuildError */
export function changeConfig(
  build: Configured,
  instruction: Changing,
  put: Put,
  shell: readonly string[],
): string {
  const { config } = build;
  const command = (what: Command) => ('exec' in what ? [...what.exec] : [...shell, what.shell]);
  switch (instruction.is) {
    case 'ENV':
      return setEnv(build, instruction.pairs, put);
    case 'LABEL': {
      const pairs = instruction.pairs.map(([key, value]): [string, string] => [put(key), put(value)]);
      config.Labels = { ...config.Labels, ...Object.fromEntries(pairs) };
      return `LABEL ${pairs.map(([key, value]) => `${key}=${value}`).join(' ')}`;
    }
    case 'ARG': {
      const said = instruction.args.map(({ key, value }) => {
        const standard = value === undefined ? undefined : put(value);
        build.stageArgs[key] = declare(build, key, standard, build.metaArgs);
        return standard === undefined ? key : `${key}=${standard}`;
      });
      return `ARG ${said.join(' ')}`;
    }
    case 'CMD': {
      config.Cmd = command(instruction.command);
      return `CMD ${goList(config.Cmd)}`;
    }
    case 'ENTRYPOINT': {
      config.Entrypoint = command(instruction.command);
      // A CMD of the base image belongs to another entrypoint.
      if (!build.setsCommand) delete config.Cmd;
      return `ENTRYPOINT ${goList(config.Entrypoint)}`;
    }
    case 'WORKDIR': {
      config.WorkingDir = workingDirectory(config.WorkingDir, put(instruction.value));
      return `WORKDIR ${config.WorkingDir}`;
    }
    case 'USER': {
      config.User = put(instruction.value);
      return `USER ${config.User}`;
    }
    case 'STOPSIGNAL': {
      config.StopSignal = put(instruction.value);
      if (parseSignal(config.StopSignal) === undefined) throw invalidSignal(config.StopSignal);
      return `STOPSIGNAL ${config.StopSignal}`;
    }
    case 'MAINTAINER':
      build.author = instruction.value;
      return `MAINTAINER ${instruction.value}`;
    case 'ONBUILD':
      config.OnBuild = [...(config.OnBuild ?? []), instruction.value];
      return `ONBUILD ${instruction.value}`;
    case 'EXPOSE':
      return expose(
        build,
        [...instruction.words].sort().flatMap((word) => splitWords(put(word), '\\')),
      );
    case 'VOLUME': {
      const paths = instruction.words.map(put);
      config.Volumes = { ...config.Volumes, ...Object.fromEntries(paths.map((path) => [path, {}])) };
      return `VOLUME [${paths.join(' ')}]`;
    }
    case 'SHELL':
      config.Shell = [...instruction.words];
      return `SHELL [${instruction.words.join(' ')}]`;
    case 'HEALTHCHECK':
      config.Healthcheck = instruction.check;
      return `HEALTHCHECK ${goHealthcheck(instruction.check)}`;
  }
}

function setEnv({ config }: Configured, pairs: readonly (readonly [string, string])[], put: Put): string {
  const env = [...(config.Env ?? [])];
  const said = pairs.map(([name, value]) => {
    const variable = `${put(name)}=${put(value)}`;
    const prefix = variable.slice(0, variable.indexOf('=') + 1);
    const at = env.findIndex((other) => other.startsWith(prefix));
    if (at < 0) env.push(variable);
    else env[at] = variable;
    return variable;
  });
  config.Env = env;
  return `ENV ${said.join(' ')}`;
}

function workingDirectory(before: string | undefined, path: string): string {
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${before ?? ''}/${path}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

const PORTS_MAX = 65_535;

function expose({ config }: Configured, words: readonly string[]): string {
  const ports: Record<string, object> = {};
  for (const word of words) {
    const [, first = '', last = first, protocol = 'tcp'] =
      /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?$/.exec(word) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || to > PORTS_MAX || from > to) {
      throw new BuildError(`invalid containerPort: ${word.split('/', 1)[0]}`);
    }
    if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) {
      throw new BuildError(`invalid proto: ${protocol}`);
    }
    for (let port = from; port <= to; port++) ports[`${port}/${protocol.toLowerCase()}`] = {};
  }
  const all = Object.entries({ ...config.ExposedPorts, ...ports });
  config.ExposedPorts = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  return `EXPOSE ${words.join(' ')}`;
}

const NANOSECONDS_PER_MILLISECOND = 1_000_000;

/** As Go prints the structure. */
function goHealthcheck(check: HealthcheckConfig): string {
  const { Test = [], Interval = 0, Timeout = 0, StartPeriod = 0, StartInterval = 0, Retries = 0 } = check;
  const durations = [Interval, Timeout, StartPeriod, StartInterval].map(
    (each) => `"${goDuration(each / NANOSECONDS_PER_MILLISECOND)}"`,
  );
  return `&{${goList(Test)} ${durations.join(' ')} '${goCharacter(Retries)}'}`;
}

const NAMED: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

function goCharacter(code: number): string {
  if (code >= 0x20) return String.fromCharCode(code);
  return NAMED[code] ?? `\\x${code.toString(16).padStart(2, '0')}`;
}
