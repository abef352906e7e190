import type { LaunchFailure } from './container.ts';
import type { StartFailure } from './process.ts';

const shimPrefix =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ';

/** The exit code the kubelet shows for a container whose process never started. */
const startErrorCode = 128;

/** What runc says of an executable it could not start as a container's main process. */
export function launchFailure(failure: LaunchFailure): StartFailure {
  return startFailure(`unable to start container process: error during container init: ${execText(failure)}`);
}

/** A memory limit under which not even runc's own init process fits. */
export function limitTooLow(): StartFailure {
  return startFailure(
    'unable to start container process: container init was OOM-killed (memory limit too low?)',
  );
}

/** What the kubelet shows where neither the image nor the pod names a command. */
export function noCommandSpecified(containerId: string): StartFailure {
  return {
    message: `failed to generate container "${containerId}" spec: failed to generate spec: no command specified`,
    phase: 'create',
    exitCode: startErrorCode,
  };
}

/** What runc says where `kubectl exec` or an exec probe names a command that isn't there. */
export function execFailure(failure: LaunchFailure): string {
  return `OCI runtime exec failed: exec failed: unable to start container process: ${execText(failure)}: unknown`;
}

function startFailure(cause: string): StartFailure {
  return { message: `${shimPrefix}${cause}: unknown`, phase: 'start', exitCode: startErrorCode };
}

function execText({ problem, path }: LaunchFailure): string {
  const name = JSON.stringify(path);
  switch (problem) {
    case 'not in PATH':
      return `exec: ${name}: executable file not found in $PATH`;
    case 'no such file':
      return `exec: ${name}: stat ${path}: no such file or directory`;
    case 'is a directory':
      return `exec: ${name}: is a directory`;
    case 'permission denied':
      return `exec: ${name}: permission denied`;
  }
}
