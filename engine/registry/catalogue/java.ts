import { type ImageConfig, plain, type Repository } from './repository.ts';

function jdk(userland: 'debian' | 'alpine' | 'ubuntu' | 'redhat', home: string) {
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
      [`${home}/bin/javac`]: 'silent',
      [`${home}/bin/jshell`]: 'jshell',
    },
  });
}

export const openjdk: Repository = {
  names: ['docker.io/library/openjdk'],
  variants: [
    { suffixes: ['', '-jdk'], config: jdk('redhat', '/usr/java/openjdk') },
    { suffixes: ['-slim', '-jdk-slim'], config: jdk('debian', '/usr/local/openjdk') },
    { suffixes: ['-alpine', '-jdk-alpine', '-jre-alpine'], config: jdk('alpine', '/opt/openjdk') },
  ],
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

export const eclipseTemurin: Repository = {
  names: ['docker.io/library/eclipse-temurin'],
  variants: [
    { suffixes: ['', '-jdk'], config: jdk('ubuntu', '/opt/java/openjdk') },
    { suffixes: ['-jre'], config: jdk('ubuntu', '/opt/java/openjdk') },
    { suffixes: ['-alpine', '-jdk-alpine', '-jre-alpine'], config: jdk('alpine', '/opt/java/openjdk') },
  ],
  releases: [
    ['24 latest', 196.0, 98.0, 190.0],
    ['21', 210.0, 103.0, 200.0],
    ['17', 192.0, 95.0, 186.0],
    ['11', 199.0, 86.0, 193.0],
    ['8', 103.0, 84.0, 97.0],
  ],
};

const tomcatConfig = (version: string): ImageConfig => ({
  userland: 'ubuntu',
  unpacking: 2.1,
  env: {
    PATH: '/usr/local/tomcat/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    JAVA_HOME: '/opt/java/openjdk',
    CATALINA_HOME: '/usr/local/tomcat',
    TOMCAT_MAJOR: version.split('.')[0] ?? '',
    TOMCAT_VERSION: version,
  },
  cmd: ['catalina.sh', 'run'],
  workingDir: '/usr/local/tomcat',
  exposedPorts: ['8080/tcp'],
  executables: {
    '/usr/local/tomcat/bin/catalina.sh': 'tomcat',
    '/usr/local/tomcat/bin/startup.sh': 'silent',
    '/opt/java/openjdk/bin/java': 'java',
    '/usr/bin/curl': 'curl',
  },
});

export const tomcat = plain(['docker.io/library/tomcat'], tomcatConfig, [
  ['11.0.9 11.0 11 latest', 215.0],
  ['10.1.43 10.1 10', 212.0],
  ['10.0.27 10.0', 210.0],
  ['9.0.107 9.0 9 9.0-jdk17', 211.0],
  ['8.5.100 8.5 8', 205.0],
  ['8.0.53 8.0 8.0-alpine', 140.0],
  ['7.0.109 7.0 7', 195.0],
]);
