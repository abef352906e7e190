import { env, type Instruction, run } from './build-steps.ts';

/** Docker's images bring gosu along, to go on as another user. */
export function gosu(version: string, install: string): readonly Instruction[] {
  return [
    env({ GOSU_VERSION: version }),
    run(
      [
        'set -eux',
        install,
        'wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch"',
        'gpg --batch --verify /usr/local/bin/gosu.asc /usr/local/bin/gosu',
        'chmod +x /usr/local/bin/gosu',
        'gosu --version',
        'gosu nobody true',
      ],
      { mb: 2.6, executables: { '/usr/local/bin/gosu': 'gosu' } },
    ),
  ];
}

/** What an apt-get step does, before and after its packages. */
export function aptInstall(packages: string): readonly string[] {
  return [
    'set -eux',
    'apt-get update',
    `apt-get install -y --no-install-recommends ${packages}`,
    'rm -rf /var/lib/apt/lists/*',
  ];
}
