import type { ImageConfig, Repository } from './repository.ts';

function jdk(userland: 'debian' | 'alpine' | 'redhat', home: string) {
  return (version: string): ImageConfig => ({
    userland,
    unpacking: 2.05,
    env: {
      PATH: `${home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      JAVA_HOME: home,
      LANG: 'C.UTF-8',
      JAVA_VERSION: version,
    },
    // From 9 on the default command is the Java shell.
    cmd: Number.parseInt(version, 10) >= 9 ? ['jshell'] : [userland === 'alpine' ? '/bin/sh' : 'bash'],
    executables: {
      [`${home}/bin/java`]: 'java',
      [`${home}/bin/javac`]: 'not-modelled',
      [`${home}/bin/jshell`]: 'jshell',
    },
  });
}

export const openjdk: Repository = {
  names: ['docker.io/library/openjdk'],
  variants: [
    { suffixes: ['', '-jdk'], config: jdk('redhat', '/usr/java/openjdk') },
    { suffixes: ['-slim', '-jdk-slim'], config: jdk('debian', '/usr/local/openjdk') },
    {
      suffixes: ['-alpine', '-jdk-alpine', '-jre-alpine'],
      config: jdk('alpine', '/opt/openjdk'),
      platforms: 'amd64',
    },
  ],
  platforms: 'amd64 arm64/v8',
  releases: [
    ['21', 226.0, 245.0, 0],
    ['18 latest', 226.0, 235.0, 0],
    ['17', 231.0, 227.0, 186.0],
    ['16', 228.0, 225.0, 0],
    ['11', 318.0, 227.0, 0],
    ['8', 305.0, 194.0, 71.0],
    ['8u111', 243.0, 0, 69.0],
    ['7', 213.0, 180.0, 61.0],
  ],
};
