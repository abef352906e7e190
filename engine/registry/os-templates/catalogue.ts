/** What an OS container is made from: an image of linuxcontainers.org, as lxc-download names it. */
export interface OsTemplate {
  readonly distribution: string;
  /** Its code name or number. */
  readonly release: string;
  readonly architecture: 'amd64';
  readonly variant: 'default';
  readonly family: 'alpine' | 'debian' | 'ubuntu' | 'redhat';
  /** The image of the catalogue that has its base system. */
  readonly image: string;
  readonly init: 'openrc' | 'systemd';
  /** Of the init: `252`, and of OpenRC `0.62.6`. */
  readonly initVersion: string;
  /** What a download transfers. */
  readonly bytes: number;
}

const MEGABYTE = 1_000_000;

type Row = readonly [release: string, image: string, initVersion: string, megabytes: number];

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  almalinux: [
    ['9', 'almalinux:9', '252', 115],
    ['8', 'almalinux:8', '239', 118],
  ],
  alpine: [
    ['3.22', 'alpine:3.22', '0.62.6', 3.2],
    ['3.21', 'alpine:3.21', '0.55.1', 3.1],
    ['3.20', 'alpine:3.20', '0.54', 3.1],
    ['3.19', 'alpine:3.19', '0.52.1', 3],
    ['edge', 'alpine:edge', '0.62.6', 3.2],
  ],
  debian: [
    ['trixie', 'debian:trixie', '257', 98],
    ['bookworm', 'debian:bookworm', '252', 92],
    ['bullseye', 'debian:bullseye', '247', 88],
  ],
  fedora: [
    ['42', 'fedora:42', '257', 108],
    ['41', 'fedora:41', '256', 106],
    ['40', 'fedora:40', '255', 104],
  ],
  rockylinux: [
    ['9', 'rockylinux:9', '252', 116],
    ['8', 'rockylinux:8', '239', 119],
  ],
  ubuntu: [
    ['plucky', 'ubuntu:plucky', '257', 131],
    ['noble', 'ubuntu:noble', '255', 128],
    ['jammy', 'ubuntu:jammy', '249', 124],
    ['focal', 'ubuntu:focal', '245', 112],
  ],
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  '11': 'bullseye',
  '12': 'bookworm',
  '13': 'trixie',
  '20.04': 'focal',
  '22.04': 'jammy',
  '24.04': 'noble',
  '25.04': 'plucky',
};

/** Those that are a family by themselves. */
const FAMILIES = ['alpine', 'debian', 'ubuntu'] as const;

/** All templates that can be downloaded, by distribution. */
export const OS_TEMPLATES: readonly OsTemplate[] = Object.entries(ROWS).flatMap(([distribution, rows]) =>
  rows.map(([release, image, initVersion, megabytes]) => ({
    distribution,
    release,
    architecture: 'amd64' as const,
    variant: 'default' as const,
    family: familyOf(distribution),
    image: `docker.io/library/${image}`,
    init: distribution === 'alpine' ? ('openrc' as const) : ('systemd' as const),
    initVersion,
    bytes: megabytes * MEGABYTE,
  })),
);

function familyOf(distribution: string): OsTemplate['family'] {
  return FAMILIES.find((family) => family === distribution) ?? 'redhat';
}

/** By its code name, or by its number. */
export function findOsTemplate(wanted: {
  readonly distribution: string;
  readonly release: string;
  readonly architecture: string;
}): OsTemplate | undefined {
  const { distribution, architecture } = wanted;
  const other = Object.hasOwn(OTHER_NAMES, wanted.release) ? OTHER_NAMES[wanted.release] : undefined;
  return OS_TEMPLATES.find(
    (template) =>
      template.distribution === distribution &&
      template.architecture === architecture &&
      (template.release === wanted.release || template.release === other),
  );
}
