import { invalidParameter } from '../docker-error.ts';
import type { ImageConfig } from '../parts.ts';
import type { ContainerConfig, HealthcheckConfig } from './config.ts';

/** What a container is after its image's configuration has filled in what was left open. @throws DockerError */
export function inheritConfig(own: ContainerConfig, image: ImageConfig): ContainerConfig {
  const [entrypoint, command] = commandOf(own, image);
  if ((entrypoint ?? []).length === 0 && (command ?? []).length === 0) {
    throw invalidParameter('no command specified');
  }
  const ports = { ...image.ExposedPorts, ...own.ExposedPorts };
  const volumes = { ...image.Volumes, ...own.Volumes };
  const healthcheck = inheritHealthcheck(own.Healthcheck, image.Healthcheck);
  const stopSignal = own.StopSignal || image.StopSignal;
  const shell = own.Shell ?? image.Shell;
  // In the order in which inspect shows them.
  const { Hostname, Domainname, AttachStdin, AttachStdout, AttachStderr, Tty, OpenStdin, StdinOnce } = own;
  return {
    Hostname,
    Domainname,
    User: own.User || image.User || '',
    AttachStdin,
    AttachStdout,
    AttachStderr,
    ...(Object.keys(ports).length > 0 ? { ExposedPorts: sorted(ports) } : {}),
    Tty,
    OpenStdin,
    StdinOnce,
    Env: inheritEnv(own.Env ?? [], image.Env ?? []),
    Cmd: command,
    ...(healthcheck === undefined ? {} : { Healthcheck: healthcheck }),
    ...(own.ArgsEscaped === undefined ? {} : { ArgsEscaped: own.ArgsEscaped }),
    Image: own.Image,
    Volumes: Object.keys(volumes).length > 0 ? sorted(volumes) : null,
    WorkingDir: cleanOrEmpty(own.WorkingDir || image.WorkingDir || ''),
    Entrypoint: entrypoint,
    ...(own.NetworkDisabled === undefined ? {} : { NetworkDisabled: own.NetworkDisabled }),
    ...(own.MacAddress === undefined ? {} : { MacAddress: own.MacAddress }),
    OnBuild: own.OnBuild,
    Labels: sorted({ ...image.Labels, ...own.Labels }),
    ...(stopSignal === undefined || stopSignal === '' ? {} : { StopSignal: stopSignal }),
    ...(own.StopTimeout === undefined ? {} : { StopTimeout: own.StopTimeout }),
    ...(shell === undefined ? {} : { Shell: shell }),
  };
}

function commandOf(
  own: ContainerConfig,
  image: ImageConfig,
): readonly [entrypoint: readonly string[] | null, command: readonly string[] | null] {
  const asked = own.Entrypoint ?? [];
  // `--entrypoint ''` takes the image's entrypoint away.
  if (asked.length === 1 && asked[0] === '') return [null, own.Cmd];
  if (asked.length > 0) return [own.Entrypoint, own.Cmd];
  const command = (own.Cmd ?? []).length > 0 ? own.Cmd : (image.Cmd ?? null);
  return [image.Entrypoint ?? null, command];
}

function inheritEnv(own: readonly string[], image: readonly string[]): string[] {
  const names = new Set(own.map(nameOf));
  return [...own, ...image.filter((variable) => !names.has(nameOf(variable)))];
}

function nameOf(variable: string): string {
  return variable.split('=', 1)[0] ?? '';
}

function inheritHealthcheck(
  own: HealthcheckConfig | undefined,
  image: HealthcheckConfig | undefined,
): HealthcheckConfig | undefined {
  if (own === undefined || image === undefined) return own ?? image;
  const merged = { ...image };
  for (const [name, value] of Object.entries(own)) {
    const isSet = Array.isArray(value) ? value.length > 0 : value !== 0;
    if (isSet) Object.assign(merged, { [name]: value });
  }
  return merged;
}

function cleanOrEmpty(path: string): string {
  return path.length > 1 ? path.replace(/\/{2,}/g, '/').replace(/\/$/, '') : path;
}

/** As Go writes maps. */
function sorted<V>(map: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
