import { invalidParameter } from '../docker-error.ts';

/** A volume of the local driver, as it is stored. */
export interface Volume {
  readonly host: string;
  readonly name: string;
  readonly createdMs: number;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
}

/** What containers without a name for it get: `docker volume prune` takes only those. */
export const ANONYMOUS_LABEL = 'com.docker.volume.anonymous';

const ROOT = '/var/lib/docker/volumes';
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const NAME_CHARACTERS_MAX = 255;

export function volumeFolder(name: string): string {
  return `${ROOT}/${name}`;
}

/** Where its content is on the host. */
export function mountpointOf({ name }: Pick<Volume, 'name'>): string {
  return `${volumeFolder(name)}/_data`;
}

export function isAnonymous({ labels }: Volume): boolean {
  return labels?.[ANONYMOUS_LABEL] !== undefined;
}

/** @throws DockerError in the words of the local driver */
export function checkVolumeName(name: string): void {
  if (name.length === 1) {
    throw invalidParameter(
      `create ${name}: volume name is too short, names should be at least two alphanumeric characters`,
    );
  }
  if (NAME.test(name) && name.length <= NAME_CHARACTERS_MAX) return;
  throw invalidParameter(
    `create ${name}: ${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
  );
}

const OPTIONS = ['type', 'o', 'device', 'size'];

/** @throws DockerError in the words of the local driver */
export function checkVolumeOptions(name: string, options: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(options)) {
    if (!OPTIONS.includes(key)) {
      throw invalidParameter(`create ${name}: invalid option: ${JSON.stringify(key)}`);
    }
  }
  const { type, o, device, size } = options;
  if (size !== undefined) throw invalidParameter(`create ${name}: quota size requested but no quota support`);
  if (type === undefined && o === undefined && device === undefined) return;
  for (const [key, value] of [
    ['device', device],
    ['type', type],
  ] as const) {
    if (value === undefined) {
      throw invalidParameter(`create ${name}: missing required option: ${JSON.stringify(key)}`);
    }
  }
}
