import { ALL_CAPABILITIES } from '../../../linux/capabilities.ts';
import { parseSignal } from '../../../linux/signals.ts';
import { type DockerError, invalidParameter } from '../../docker-error.ts';
import type { ContainerConfig, HealthcheckConfig, HostConfig, RestartPolicy } from '../config.ts';

/** In nanoseconds: durations of health checks are at least that. */
const DURATION_MIN = 1_000_000;
const PORT_MAX = 65_535;

/** The part of the configuration that is about the process. @throws DockerError in dockerd's words */
export function checkConfig(config: ContainerConfig): void {
  const { WorkingDir, StopSignal, Env, Healthcheck } = config;
  if (WorkingDir !== '' && !WorkingDir.startsWith('/')) {
    throw invalidParameter(
      `the working directory '${WorkingDir}' is invalid, it needs to be an absolute path`,
    );
  }
  if (StopSignal !== undefined && StopSignal !== '' && parseSignal(StopSignal) === undefined) {
    throw invalidSignal(StopSignal);
  }
  for (const variable of Env ?? []) {
    if (variable === '' || variable.startsWith('=')) {
      throw invalidParameter(`invalid environment variable: ${variable}`);
    }
  }
  if (Healthcheck !== undefined) checkHealthcheck(Healthcheck);
}

/** @throws DockerError */
export function checkSignal(text: string): void {
  if (parseSignal(text) !== undefined) return;
  if (/^[1-9]\d{0,8}$/.test(text)) {
    throw invalidParameter(`The linux daemon does not support signal ${text}`);
  }
  throw invalidSignal(text);
}

export function invalidSignal(text: string): DockerError {
  return invalidParameter(`invalid signal: ${text}`);
}

function checkHealthcheck(check: HealthcheckConfig): void {
  for (const name of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const) {
    const value = check[name] ?? 0;
    if (value !== 0 && value < DURATION_MIN) {
      throw invalidParameter(`${name} in Healthcheck cannot be less than 1ms`);
    }
  }
  if ((check.Retries ?? 0) < 0) throw invalidParameter('Retries in Healthcheck cannot be negative');
}

/** What `docker run`'s flags for the host ask for, but for limits and mounts. @throws DockerError */
export function checkHostConfig(config: HostConfig): void {
  if (config.AutoRemove && !['', 'no'].includes(config.RestartPolicy.Name)) {
    throw invalidParameter("can't create 'AutoRemove' container with restart policy");
  }
  for (const extra of config.ExtraHosts ?? []) checkExtraHost(extra);
  checkPorts(config);
  checkRestartPolicy(config.RestartPolicy);
  checkCapabilities('CapAdd', config.CapAdd);
  checkCapabilities('CapDrop', config.CapDrop);
  checkModes(config);
  checkSecurity(config.SecurityOpt ?? []);
}

function checkModes(config: HostConfig): void {
  const modes: readonly (readonly [words: string, value: string, allowed: readonly string[]])[] = [
    ['IPC', config.IpcMode, ['', 'none', 'host', 'private', 'shareable', 'container:']],
    ['PID', config.PidMode, ['', 'host', 'container:']],
    ['UTS', config.UTSMode, ['', 'host']],
    ['cgroup namespace', config.CgroupnsMode, ['', 'private', 'host']],
  ];
  for (const [words, value, allowed] of modes) {
    const isContainer = value.startsWith('container:') && value.length > 'container:'.length;
    const fits = isContainer
      ? allowed.includes('container:')
      : allowed.includes(value) && value !== 'container:';
    if (!fits) throw invalidParameter(`invalid ${words} mode: ${value}`);
  }
  if (config.ShmSize < 0) throw invalidParameter('SHM size can not be less than 0');
  if (config.OomScoreAdj < -1000 || config.OomScoreAdj > 1000) {
    throw invalidParameter(`Invalid value ${config.OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  }
  const { CgroupParent } = config;
  if (CgroupParent !== '' && !/^[^/]+\.slice$/.test(CgroupParent)) {
    throw invalidParameter('cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"');
  }
  if (!isRuntimeName(config.Runtime)) {
    throw invalidParameter(`unknown or invalid runtime name: ${config.Runtime}`);
  }
  if (Object.hasOwn(config.Annotations ?? {}, '')) {
    throw invalidParameter('invalid Annotations: the empty string is not permitted as an annotation key');
  }
}

/** One that the daemon knows, or what may be a shim of containerd's: whether it is there shows at the start. */
function isRuntimeName(name: string): boolean {
  return name === '' || name === 'runc' || (name.includes('.') && !name.startsWith('/'));
}

const SECURITY_OPTIONS = ['label', 'apparmor', 'seccomp', 'no-new-privileges', 'writable-cgroups'];

function checkSecurity(options: readonly string[]): void {
  for (const option of options) {
    if (option === 'no-new-privileges' || option === 'disable') continue;
    const [, key = '', value = ''] = /^([^=:]*)[=:](.*)$/s.exec(option) ?? [];
    if (value === '') throw invalidParameter(`invalid --security-opt 1: ${JSON.stringify(option)}`);
    if (!SECURITY_OPTIONS.includes(key)) {
      throw invalidParameter(`invalid --security-opt 2: ${JSON.stringify(option)}`);
    }
    if (key === 'no-new-privileges' && !/^(true|false|1|0|t|f)$/i.test(value)) {
      throw invalidParameter(`invalid --security-opt 2: ${JSON.stringify(option)}`);
    }
  }
}

function checkExtraHost(extra: string): void {
  const [, name = '', address = ''] = /^([^:]*):(.*)$/s.exec(extra) ?? [];
  if (name === '') throw invalidParameter(`bad format for add-host: ${JSON.stringify(extra)}`);
  const bare = address.replace(/^\[(.*)\]$/, '$1');
  if (bare !== 'host-gateway' && !isIpAddress(bare)) {
    throw invalidParameter(`invalid IP address in add-host: ${JSON.stringify(address)}`);
  }
}

function isIpAddress(text: string): boolean {
  if (text.includes(':')) return /^[0-9a-f:.]{2,45}$/i.test(text);
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

function checkPorts({ PortBindings }: HostConfig): void {
  for (const [port, bindings] of Object.entries(PortBindings)) {
    const [, number, protocol = 'tcp'] = /^(\d{1,5})(?:\/(\w+))?$/.exec(port) ?? [];
    const fits = isPort(number) && ['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase());
    if (!fits || number === '0') {
      throw invalidParameter(`invalid port specification: ${JSON.stringify(port)}`);
    }
    for (const { HostPort } of bindings ?? []) {
      if (HostPort === '' || isPortRange(HostPort)) continue;
      throw invalidParameter(`invalid port specification: ${JSON.stringify(HostPort)}`);
    }
  }
}

function isPort(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX;
}

/** `8080`, or `8080-8090`. */
function isPortRange(text: string): boolean {
  const [first = '', last = first, further] = text.split('-', 3);
  return further === undefined && isPort(first) && isPort(last) && Number(first) <= Number(last);
}

/** @throws DockerError */
export function checkRestartPolicy({ Name, MaximumRetryCount }: RestartPolicy): void {
  const retries = MaximumRetryCount;
  if (['', 'no', 'always', 'unless-stopped'].includes(Name)) {
    if (retries === 0) return;
    const end = retries < 0 ? ' and cannot be negative' : '';
    throw invalidParameter(
      `invalid restart policy: maximum retry count can only be used with 'on-failure'${end}`,
    );
  }
  if (Name === 'on-failure') {
    if (retries >= 0) return;
    throw invalidParameter('invalid restart policy: maximum retry count cannot be negative');
  }
  throw invalidParameter(
    `invalid restart policy: unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
  );
}

function checkCapabilities(field: string, names: readonly string[] | null): void {
  for (const name of names ?? []) {
    const whole = capabilityName(name);
    if (whole !== 'ALL' && !ALL_CAPABILITIES.includes(whole)) {
      throw invalidParameter(`invalid ${field}: unknown capability: ${JSON.stringify(whole)}`);
    }
  }
}

/** `net_admin` is CAP_NET_ADMIN. */
export function capabilityName(name: string): string {
  const upper = name.toUpperCase();
  if (upper === 'ALL') return upper;
  return upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}
