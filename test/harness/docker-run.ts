import type { DockerApi } from './docker-api.ts';

/** What a container that was run to its end has left. */
export interface RunContainer {
  readonly id: string;
  readonly output: string;
  readonly exitCode: number;
  /** Why it couldn't be created or started. */
  readonly refused: string | undefined;
}

interface Wanted {
  readonly image?: string;
  readonly name?: string;
  readonly hostConfig?: object;
  readonly config?: object;
  /** Before the paths of the API: which daemon is asked. */
  readonly prefix?: string;
}

/** Runs a script in a container of its own, to its end, and tells what it printed on both streams. */
export async function runScript(
  docker: DockerApi,
  script: string | readonly string[],
  { image = 'busybox', name, hostConfig = {}, config = {}, prefix = '' }: Wanted = {},
): Promise<RunContainer> {
  const Cmd = typeof script === 'string' ? ['sh', '-c', script] : script;
  const body = { Image: image, Cmd, ...config, HostConfig: hostConfig };
  const query = name === undefined ? '' : `?name=${name}`;
  const created = await docker.ask('POST', `${prefix}/containers/create${query}`, body);
  if (created.status !== 201) return refused('', created.json);
  const id = stringOf(created.json, 'Id');
  const started = await docker.ask('POST', `${prefix}/containers/${id}/start`);
  if (started.status !== 204) return refused(id, started.json);
  const ended = await docker.ask('POST', `${prefix}/containers/${id}/wait`);
  const { bytes } = await docker.ask('GET', `${prefix}/containers/${id}/logs?stdout=1&stderr=1`);
  const exitCode = Number(Object.entries(Object(ended.json)).find(([key]) => key === 'StatusCode')?.[1]);
  return { id, output: withoutFrames(bytes), exitCode, refused: undefined };
}

function refused(id: string, json: unknown): RunContainer {
  return { id, output: '', exitCode: -1, refused: stringOf(json, 'message') };
}

function stringOf(json: unknown, name: string): string {
  return String(Object.entries(Object(json)).find(([key]) => key === name)?.[1]);
}

/** A container's output, of both streams. */
export function withoutFrames(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  let text = '';
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4);
    text += decoder.decode(bytes.subarray(at + 8, at + 8 + length), { stream: true });
    at += 8 + length;
  }
  return text;
}
