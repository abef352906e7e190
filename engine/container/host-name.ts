import { type ContainerSpec, RuntimeError } from './runtime-spec.ts';

/** __NEW_UTS_LEN */
const HOST_NAME_BYTES_MAX = 64;

/** What the kernel says to a host name that is too long. @throws RuntimeError in runc's words */
export function checkHostName({ hostName }: ContainerSpec): void {
  if (new TextEncoder().encode(hostName).length <= HOST_NAME_BYTES_MAX) return;
  throw new RuntimeError(
    'unable to start container process: error during container init: sethostname: invalid argument',
  );
}
