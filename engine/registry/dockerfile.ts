import type { BuildStep } from './catalogue/repository.ts';
import type { Source } from './construction.ts';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const entrypointBytes = 1_200;

/** Systems that no Dockerfile has made: what has, by its comment. */
const packers: Readonly<Record<string, string>> = { busybox: '', debian: 'debuerreotype 0.15' };

/** The steps of a Dockerfile that ends up with an image's configuration, for images that don't list theirs. */
export function dockerfile(source: Source): BuildStep[] {
  const { image, config } = source;
  const scripts = Object.keys(config.scripts ?? {});
  const environment = Object.entries(config.env ?? {}).filter(
    ([name, value]) => name !== 'PATH' || value !== defaultPath,
  );
  const wholeSystem = config.system !== undefined;
  const packedWith = wholeSystem ? packers[config.userland] : undefined;
  if (packedWith !== undefined) return [{ line: rootStep(source), share: 1, comment: packedWith }];
  const copied = scripts.map((path): BuildStep => {
    const text = config.scripts?.[path] ?? '';
    return {
      line: `COPY ${baseName(path)} ${folderOf(path)} # buildkit`,
      bytes: text.length || entrypointBytes,
      paths: [path],
    };
  });
  return [
    ...(wholeSystem ? [{ line: rootStep(source), share: 1 }] : []),
    ...Object.entries(config.labels ?? {}).map(([name, value]) => ({ line: `LABEL ${name}=${value}` })),
    ...environment.map(([name, value]) => ({ line: `ENV ${name}=${value}` })),
    ...(wholeSystem ? [] : [{ line: contentStep(source), share: 1 }]),
    ...metadata(source, 'early'),
    ...copied,
    ...metadata(source, 'late'),
    ...(image.cmd.length === 0 ? [] : [{ line: `CMD ${goStrings(image.cmd)}` }]),
  ];
}

/** Lines that only set something, in the order Dockerfiles have them. */
function metadata({ image, config }: Source, when: 'early' | 'late'): BuildStep[] {
  const { volumes = [], exposedPorts = [], healthcheck } = config;
  const lines =
    when === 'early'
      ? [
          ...(volumes.length === 0 ? [] : [`VOLUME [${volumes.join(' ')}]`]),
          ...(config.workingDir === undefined ? [] : [`WORKDIR ${config.workingDir}`]),
        ]
      : [
          ...(image.entrypoint.length === 0 ? [] : [`ENTRYPOINT ${goStrings(image.entrypoint)}`]),
          ...(image.user === '' ? [] : [`USER ${image.user}`]),
          ...(exposedPorts.length === 0
            ? []
            : [`EXPOSE map[${exposedPorts.map((port) => `${port}:{}`).join(' ')}]`]),
          ...(healthcheck === undefined
            ? []
            : [`HEALTHCHECK &{${goStrings(healthcheck.test)} "0s" "0s" "0s" "0s" '\\x00'}`]),
          ...(config.stopSignal === undefined ? [] : [`STOPSIGNAL ${config.stopSignal}`]),
        ];
  return lines.map((line) => ({ line }));
}

function rootStep({ repository, build, config }: Source): string {
  const version = build.version;
  switch (config.userland) {
    case 'alpine':
      return `ADD alpine-minirootfs-${version}-x86_64.tar.gz / # buildkit`;
    case 'busybox':
      return `BusyBox ${version} (glibc), Debian 12`;
    case 'debian':
      return `# debian.sh --arch 'amd64' out/ '${(build.tags[1] ?? version).replace('-slim', '')}' '@1751241600'`;
    default:
      return `/bin/sh -c #(nop) ADD file:${hexOf(repository.names[0], version)} in / `;
  }
}

/** What brings most of an image: a package, a download, or the program itself. */
function contentStep({ repository, build, config }: Source): string {
  const name = baseName(repository.names[0]);
  const [program = `/${name}`] = Object.keys(config.executables ?? {});
  if (config.userland === 'none') return `COPY ${baseName(program)} ${program} # buildkit`;
  const { version } = build;
  const install: Readonly<Record<string, string>> = {
    alpine: `RUN /bin/sh -c set -eux; 	apk add --no-cache --virtual .build-deps curl; 	curl -fL -o ${name}.tar.gz "https://downloads/${name}-${version}.tar.gz"; 	tar -xzf ${name}.tar.gz; 	apk del --no-network .build-deps # buildkit`,
    busybox: `COPY ${program} ${program} # buildkit`,
    debian: `RUN /bin/sh -c set -eux; 	savedAptMark="$(apt-mark showmanual)"; 	apt-get update; 	apt-get install -y --no-install-recommends ca-certificates ${name}=${version}; 	rm -rf /var/lib/apt/lists/* # buildkit`,
    redhat: `RUN /bin/sh -c set -eux; 	microdnf install -y ${name}-${version}; 	microdnf clean all # buildkit`,
  };
  return install[config.userland] ?? install.debian ?? '';
}

function hexOf(name: string, version: string): string {
  let hash = 0x81_1c_9d_c5;
  for (const character of `${name}:${version}`)
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01_00_01_93) >>> 0;
  return hash.toString(16).padStart(8, '0').repeat(8);
}

/** Words as Go prints a slice of strings: `["nginx" "-g" "daemon off;"]`. */
function goStrings(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
