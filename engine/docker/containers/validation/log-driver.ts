import { DockerError, invalidParameter, serverError } from '../../docker-error.ts';
import type { HostConfig } from '../config.ts';

type LogConfig = HostConfig['LogConfig'];

const ATTRIBUTES = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];
const FILES = ['max-file', 'max-size', 'compress'];
const SYSLOG = ['address', 'facility', 'format', 'tls-ca-cert', 'tls-cert', 'tls-key', 'tls-skip-verify'];

/** What each driver may be told. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'json-file': [...FILES, ...ATTRIBUTES],
  local: FILES,
  journald: ATTRIBUTES,
  syslog: [...ATTRIBUTES, ...SYSLOG.map((name) => `syslog-${name}`)],
};
/** Drivers that dockerd has, to send lines where nothing of a sandbox can be. */
const ELSEWHERE = ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'splunk'];
const OF_EVERY_DRIVER = ['mode', 'max-buffer-size'];

/** @throws DockerError in dockerd's words */
export function checkLogDriver({ Type: asked, Config }: LogConfig): void {
  const Type = asked || 'json-file';
  if (Type === 'none') return;
  const mode = Config.mode ?? '';
  if (!['', 'blocking', 'non-blocking'].includes(mode)) {
    throw invalidParameter(`logger: logging mode not supported: ${mode}`);
  }
  if (Config['max-buffer-size'] !== undefined) checkBuffer(Config['max-buffer-size'], mode);
  const options = OPTIONS[Type];
  if (options === undefined) {
    if (ELSEWHERE.includes(Type)) return;
    throw invalidParameter(
      `error looking up logging plugin ${Type}: plugin ${JSON.stringify(Type)} not found`,
    );
  }
  for (const name of Object.keys(Config)) {
    if (options.includes(name) || OF_EVERY_DRIVER.includes(name)) continue;
    const what = Type === 'local' ? 'log driver local' : `${Type} log driver`;
    throw invalidParameter(`unknown log opt '${name}' for ${what}`);
  }
}

function checkBuffer(size: string, mode: string): void {
  if (mode !== 'non-blocking') {
    throw invalidParameter("logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  }
  if (!isSize(size)) throw invalidParameter(`error parsing option max-buffer-size: invalid size: '${size}'`);
}

function isSize(text: string): boolean {
  return /^\d{1,15}(\.\d{1,9})? ?([kmgtp]i?)?b?$/i.test(text);
}

/** What is found out when a container starts. @throws DockerError */
export function openLogDriver({ Type, Config }: LogConfig): void {
  const problem = problemWith(Type, Config);
  if (problem === undefined) return;
  throw serverError(`failed to create task for container: failed to initialize logging driver: ${problem}`);
}

function problemWith(type: string, config: LogConfig['Config']): string | undefined {
  if (ELSEWHERE.includes(type)) return `the log driver ${type} is not simulated`;
  if (type !== 'json-file' && type !== 'local') return undefined;
  const size = config['max-size'];
  if (size !== undefined && !isSize(size)) return `invalid size: '${size}'`;
  if (size !== undefined && Number.parseFloat(size) === 0) return 'max-size must be a positive number';
  const files = config['max-file'];
  if (files !== undefined && !/^[+-]?\d{1,15}$/.test(files)) {
    return `strconv.Atoi: parsing ${JSON.stringify(files)}: invalid syntax`;
  }
  if (files !== undefined && Number(files) < 1) return 'max-file cannot be less than 1';
  const compresses = ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(config.compress ?? '');
  if (type === 'json-file' && compresses && (size === undefined || Number(files ?? 1) < 2)) {
    return 'compress cannot be true when max-file is less than 2 or max-size is not set';
  }
  return undefined;
}

/** @throws DockerError where nothing is kept that could be read */
export function checkReadable({ Type }: LogConfig): void {
  if (Type !== 'none') return;
  throw new DockerError(501, 'configured logging driver does not support reading');
}
