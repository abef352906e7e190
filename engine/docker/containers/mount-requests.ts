import { type DockerError, invalidParameter } from '../docker-error.ts';
import type { HostConfig, MountRequest } from './config.ts';
import { tmpfsOptions } from './tmpfs-options.ts';

/** A mount as it is asked for with -v, --mount or --tmpfs, before it is looked up on the host. */
export interface WantedMount {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'image';
  /** A path on the host, the name of a volume or an image, or empty: anonymous. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** What follows the second colon of -v. */
  readonly mode: string;
  readonly propagation: string;
  /** Of a bind mount: -v makes the source where it isn't there, --mount doesn't. */
  readonly makesSource: boolean;
  readonly copies: boolean;
  readonly request?: MountRequest;
}

const PROPAGATIONS = ['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared'];
const MODES = new Set(['rw', 'ro', 'z', 'Z', 'nocopy', 'consistent', 'cached', 'delegated', ...PROPAGATIONS]);

const NO_TARGET = 'field Target must not be empty';

/** `-v source:target:mode`. @throws DockerError */
function parseBind(text: string): WantedMount {
  const whole = `invalid volume specification: '${text}'`;
  const parts = text.split(':');
  if (parts.length > 3 || parts[0] === '') throw invalidParameter(whole);
  const [source, target, mode] =
    parts.length === 1 ? ['', parts[0] ?? '', ''] : [parts[0] ?? '', parts[1] ?? '', parts[2]];
  // A volume of its own has no mode: `/data:ro`.
  if (parts.length === 2 && isMode(target)) throw invalidParameter(whole);
  if (!isMode(mode ?? '')) throw invalidParameter(`invalid mode: ${mode}`);
  const type = source.startsWith('/') ? 'bind' : 'volume';
  const problem = target === '' ? NO_TARGET : targetProblem(target);
  if (problem !== undefined) throw invalidParameter(`${whole}: ${configProblem(type, problem)}`);
  return wantedBind(type, source, target, mode ?? '');
}

function wantedBind(type: 'bind' | 'volume', source: string, target: string, mode: string): WantedMount {
  const words = mode.split(',');
  return {
    type,
    source: type === 'bind' ? cleanPath(source) : source,
    target: cleanPath(target),
    readOnly: words.includes('ro'),
    mode,
    propagation: words.find((word) => PROPAGATIONS.includes(word)) ?? (type === 'bind' ? 'rprivate' : ''),
    makesSource: true,
    copies: !words.includes('nocopy'),
  };
}

/** Each word once, and of each kind one. */
function isMode(mode: string): boolean {
  if (mode === '') return true;
  const words = mode.split(',');
  if (words.some((word) => !MODES.has(word))) return false;
  const kinds = [['rw', 'ro'], ['z', 'Z'], ['nocopy'], ['consistent', 'cached', 'delegated'], PROPAGATIONS];
  return kinds.every((kind) => words.filter((word) => kind.includes(word)).length <= 1);
}

/** @throws DockerError `invalid mount config for type …` */
function parseMount(request: MountRequest): WantedMount {
  const { Type: type, Source = '', Target = '', ReadOnly = false } = request;
  if (type !== 'bind' && type !== 'volume' && type !== 'tmpfs' && type !== 'image') {
    throw mountError(type, 'mount type unknown');
  }
  if (Target === '') throw mountError(type, NO_TARGET);
  const problem = targetProblem(Target);
  if (problem !== undefined) throw mountError(type, problem);
  if (type === 'bind') checkBind(request, Source);
  if (type === 'volume') checkVolume(request, Source);
  if (type === 'image') checkImage(request, Source);
  if (type === 'tmpfs' && Source !== '') throw mountError(type, 'field Source must not be specified');
  return {
    type,
    source: type === 'bind' ? cleanPath(Source) : Source,
    target: cleanPath(Target),
    readOnly: ReadOnly,
    mode: type === 'volume' ? 'z' : '',
    propagation: type === 'bind' ? request.BindOptions?.Propagation || 'rprivate' : '',
    makesSource: request.BindOptions?.CreateMountpoint === true,
    copies: request.VolumeOptions?.NoCopy !== true,
    request,
  };
}

function checkBind({ BindOptions }: MountRequest, source: string): void {
  if (source === '') throw mountError('bind', 'field Source must not be empty');
  const propagation = BindOptions?.Propagation ?? '';
  if (propagation !== '' && !PROPAGATIONS.includes(propagation)) {
    throw mountError('bind', `invalid propagation mode: ${propagation}`);
  }
  if (!source.startsWith('/')) {
    throw mountError('bind', `invalid mount path: '${source}' mount path must be absolute`);
  }
}

function checkVolume({ VolumeOptions, ReadOnly = false }: MountRequest, source: string): void {
  if (ReadOnly && source === '') {
    throw mountError('volume', 'must not set ReadOnly mode when using anonymous volumes');
  }
  const subpath = VolumeOptions?.Subpath ?? '';
  if (subpath === '') return;
  if (source === '') throw mountError('volume', 'must not set Subpath when using anonymous volumes');
  checkRelative('volume', subpath);
}

function checkImage({ ImageOptions }: MountRequest, source: string): void {
  if (source === '') throw mountError('image', 'field Source must not be empty');
  checkRelative('image', ImageOptions?.Subpath ?? '');
}

function checkRelative(type: string, subpath: string): void {
  if (subpath.startsWith('/') || /^\.\.(\/|$)/.test(cleanRelative(subpath))) {
    throw mountError(type, 'subpath must be a relative path within the volume');
  }
}

/** Without what leads back to where it was; what leads out is at the beginning. */
function cleanRelative(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

export function mountError(type: string, problem: string): DockerError {
  return invalidParameter(configProblem(type, problem));
}

function configProblem(type: string, problem: string): string {
  return `invalid mount config for type "${type}": ${problem}`;
}

function targetProblem(target: string): string | undefined {
  if (cleanPath(target) === '/') return "invalid specification: destination can't be '/'";
  if (!target.startsWith('/')) return `invalid mount path: '${target}' mount path must be absolute`;
  return undefined;
}

/** Everything that is asked for, in the order in which it is decided: --mount and -v before volumes of the image. */
export function wantedMounts(
  { Binds, Mounts, Tmpfs }: HostConfig,
  imageVolumes: readonly string[],
): WantedMount[] {
  const explicit = [...(Binds ?? []).map(parseBind), ...(Mounts ?? []).map(parseMount)];
  const targets = new Set<string>();
  for (const { target } of explicit) {
    if (targets.has(target)) throw invalidParameter(`Duplicate mount point: ${target}`);
    targets.add(target);
  }
  for (const target of Object.keys(Tmpfs ?? {})) {
    const problem = targetProblem(target);
    if (problem !== undefined) throw invalidParameter(problem);
    if (targets.has(cleanPath(target))) throw invalidParameter(`Duplicate mount point: ${target}`);
    targets.add(cleanPath(target));
    tmpfsOptions(Tmpfs?.[target] ?? '');
  }
  const anonymous = imageVolumes.map(cleanPath).filter((target) => !targets.has(target));
  return [...explicit, ...anonymous.map((target) => wantedBind('volume', '', target, ''))];
}

/** Without `.`, `..` and doubled slashes (path.Clean). */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return path.startsWith('/') ? `/${parts.join('/')}` : parts.join('/');
}
