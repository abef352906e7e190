import { logContainerEvent } from '../../../engine/docker/containers/container-events.ts';
import { checkStartable, createExec, findExec, startExec } from '../../../engine/docker/containers/exec.ts';
import type { Exec } from '../../../engine/docker/containers/exec-store.ts';
import { conflict, invalidParameter, notFound, serverError } from '../../../engine/docker/docker-error.ts';
import type { DockerWorld } from '../../../engine/docker/world.ts';
import { bodyOf } from '../json-body.ts';
import { frame, OutputStream } from '../output-stream.ts';
import { integer } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import { empty, json, refusal } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { connect, streamResponse } from './attach.ts';
import { parseDetachKeys } from './detach-keys.ts';
import { containerOf } from './life.ts';
import { execCreateSchema, execStartSchema } from './schema.ts';

export const execRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/containers/*name/exec', answer: answerCreate },
  { method: 'POST', path: '/exec/:id/start', answer: answerStart },
  { method: 'POST', path: '/exec/:id/resize', answer: answerExecResize },
  { method: 'GET', path: '/exec/:id/json', answer: answerInspect },
  { method: 'POST', path: '/containers/*name/resize', answer: answerResize },
];

function answerCreate(call: DockerCall): DockerReply {
  const container = containerOf(call);
  const asked = bodyOf(execCreateSchema, call, 'container.ExecOptions');
  if (parseDetachKeys(asked.DetachKeys) === undefined) {
    throw serverError(`Invalid escape keys (${asked.DetachKeys}) provided`);
  }
  const exec = createExec(call.docker.world, container, call.params.name ?? '', {
    argv: asked.Cmd ?? [],
    env: asked.Env,
    user: asked.User,
    workingDirectory: asked.WorkingDir,
    tty: asked.Tty,
    privileged: asked.Privileged,
    stdin: asked.AttachStdin,
    stdout: asked.AttachStdout,
    stderr: asked.AttachStderr,
    detachKeys: asked.DetachKeys,
    ...(asked.ConsoleSize === undefined ? {} : { consoleSize: asked.ConsoleSize }),
  });
  return json({ Id: exec.id }, 201);
}

function execOf({ docker, host, params }: DockerCall): Exec {
  return findExec(docker.world, host, params.id ?? '');
}

function answerStart(call: DockerCall): DockerReply {
  const { world } = call.docker;
  const exec = execOf(call);
  const { Detach, ConsoleSize, Tty } = bodyOf(execStartSchema, call, 'container.ExecStartOptions');
  checkStartable(world, exec);
  if (Detach) {
    const refused = startExec(world, exec, ConsoleSize);
    return refused === undefined ? empty(200) : refusal(refused);
  }
  const output = new OutputStream(call.signal);
  connect(call, output, {
    container: exec.container,
    exec: exec.id,
    tty: exec.tty,
    framed: !Tty,
    stdin: exec.stdin,
    stdout: exec.stdout,
    stderr: exec.stderr,
    closesStdin: true,
    detachKeys: parseDetachKeys(exec.detachKeys) ?? [],
    detached: () => output.write('exec attach failed: error on attach stdin: read escape sequence\r\n'),
  });
  const refused = startExec(world, exec, ConsoleSize);
  if (refused !== undefined) {
    // The stream is open already: the words go where the output would.
    const words = new TextEncoder().encode(`${refused.message}\r\n`);
    output.write(Tty ? words : frame(1, words));
    output.end();
  }
  return streamResponse(call, output, Tty);
}

function answerExecResize(call: DockerCall): DockerReply {
  const exec = execOf(call);
  if (!exec.running) throw conflict(`Exec ${exec.id} is not running`);
  resize(call, exec.container, exec.id);
  return empty(200);
}

function answerResize(call: DockerCall): DockerReply {
  const container = containerOf(call);
  if (container.status !== 'running') throw conflict(`Container ${container.id} is not running`);
  resize(call, container.id, '');
  const [height, width] = [call.query.get('h') ?? '0', call.query.get('w') ?? '0'];
  logContainerEvent(call.docker.world, container, 'resize', { height, width });
  return empty(200);
}

function resize({ docker, query }: DockerCall, container: string, exec: string): void {
  const [rows, columns] = [size(query, 'h'), size(query, 'w')];
  docker.world.runtime.resize(container, exec, rows, columns);
}

/** A terminal's rows or columns: as many as its kernel counts. @throws DockerError */
function size(query: URLSearchParams, name: string): number {
  const value = integer(query, name);
  if (value === undefined) throw invalidParameter('strconv.Atoi: parsing "": invalid syntax');
  return Math.min(Math.max(0, value), SIZE_MAX);
}

const SIZE_MAX = 65_535;

function answerInspect(call: DockerCall): DockerReply {
  const { world } = call.docker;
  return json(inspectExec(world, execOf(call)));
}

function inspectExec(world: DockerWorld, exec: Exec): object {
  const container = world.containers.byId(exec.container);
  if (container === undefined) throw notFound(`No such container: ${exec.container}`);
  const [entrypoint = '', ...args] = exec.argv;
  return {
    ID: exec.id,
    Running: exec.running,
    ExitCode: exec.exitCode ?? null,
    ProcessConfig: {
      tty: exec.tty,
      entrypoint,
      arguments: args,
      privileged: exec.privileged,
      ...(exec.user === '' ? {} : { user: exec.user }),
    },
    OpenStdin: exec.stdin,
    OpenStderr: exec.stderr,
    OpenStdout: exec.stdout,
    CanRemove: false,
    ContainerID: exec.container,
    DetachKeys: exec.detachKeys,
    Pid: world.runtime.execPid(exec.container, exec.id) ?? 0,
  };
}
