import type { ProcessSpec, StartFailure, Timeline } from '../../engine/container/process.ts';
import { resolveArgv, startProcess } from '../../engine/container/run.ts';
import type { Image } from '../../engine/registry/image.ts';
import { resolveImage } from '../../engine/registry/resolve.ts';

export interface Options extends Partial<Omit<ProcessSpec, 'image' | 'argv'>> {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

const startedAtMs = Date.UTC(2025, 0, 1);
export const mebibyte = 1024 * 1024;

export function imageOf(reference: string): Image {
  const resolution = resolveImage(reference);
  if ('missing' in resolution) throw new Error(resolution.missing.message);
  return resolution.found;
}

function attempt(
  reference: string,
  { command, args, ...spec }: Options = {},
): ReturnType<typeof startProcess> {
  const image = imageOf(reference);
  const argv = resolveArgv(image, command, args);
  return startProcess({ image, argv, env: {}, hostname: 'web-0', startedAtMs, ...spec }, 'c0ffee');
}

/** The timeline of a container that starts. */
export function start(reference: string, options: Options = {}): Timeline {
  const started = attempt(reference, options);
  if ('failure' in started) throw new Error(started.failure.message);
  return started.timeline;
}

/** Why a container doesn't start. */
export function failure(reference: string, options: Options = {}): StartFailure | undefined {
  const started = attempt(reference, options);
  return 'failure' in started ? started.failure : undefined;
}

/** A script in a shell, on busybox unless told otherwise. */
export function run(
  script: string,
  options: Options & { readonly image?: string; readonly shell?: string } = {},
): Timeline {
  const { image = 'busybox:1.36', shell = 'sh', ...rest } = options;
  return start(image, { command: [shell, '-c', script], ...rest });
}

export function logText(timeline: Timeline): string {
  return timeline.log.map(({ text }) => text).join('\n');
}

/** Ports and the moments from which on they are open. */
export function ports(timeline: Timeline): string[] {
  return timeline.listeners.map(({ port, fromMs }) => `${port}@${fromMs}`);
}

/** The reply of the first listener that speaks HTTP. */
export function get(timeline: Timeline, path: string, atMs = 60_000) {
  return timeline.listeners.find((listener) => listener.http !== undefined)?.http?.(path, atMs);
}
