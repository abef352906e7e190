import { alpine } from './alpine.ts';
import { bitnami } from './bitnami/all.ts';
import { buildpackDeps } from './buildpack.ts';
import { busybox } from './busybox.ts';
import { caddy } from './caddy.ts';
import { courseApps } from './course-apps.ts';
import { debian } from './debian.ts';
import { eclipseTemurin } from './eclipse-temurin.ts';
import { almalinux, amazonlinux, centos, fedora, oraclelinux, rockylinux } from './enterprise-linux.ts';
import { golang } from './golang.ts';
import { haproxy } from './haproxy.ts';
import { httpd } from './httpd.ts';
import { kubernetesParts } from './kubernetes/all.ts';
import { languages } from './languages/all.ts';
import { mariadb } from './mariadb.ts';
import { memcached } from './memcached.ts';
import { mongo } from './mongo.ts';
import { mysql } from './mysql.ts';
import { nginx, nginxUnprivileged } from './nginx.ts';
import { node } from './node.ts';
import { openjdk } from './openjdk.ts';
import { perl } from './perl.ts';
import { php } from './php.ts';
import { postgres } from './postgres.ts';
import { python } from './python.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redis } from './redis.ts';
import { registryImage } from './registry-image.ts';
import type { Repository } from './repository.ts';
import { ruby } from './ruby.ts';
import { samples } from './samples/all.ts';
import { servers } from './servers/all.ts';
import { bareSystems } from './systems/all.ts';
import { tomcat } from './tomcat.ts';
import { tools } from './tools/all.ts';
import { traefik } from './traefik.ts';
import { ubuntu } from './ubuntu.ts';
import { wordpress } from './wordpress.ts';

export const repositories: readonly Repository[] = [
  alpine,
  almalinux,
  amazonlinux,
  buildpackDeps,
  busybox,
  caddy,
  centos,
  debian,
  eclipseTemurin,
  fedora,
  golang,
  haproxy,
  httpd,
  mariadb,
  memcached,
  mongo,
  mysql,
  nginx,
  nginxUnprivileged,
  node,
  openjdk,
  oraclelinux,
  perl,
  php,
  postgres,
  python,
  rabbitmq,
  redis,
  registryImage,
  rockylinux,
  ruby,
  tomcat,
  traefik,
  ubuntu,
  wordpress,
  ...courseApps,
  ...bareSystems,
  ...bitnami,
  ...kubernetesParts,
  ...languages,
  ...samples,
  ...servers,
  ...tools,
];

const byName: ReadonlyMap<string, Repository> = new Map(
  repositories.flatMap((repository) => repository.names.map((name) => [name, repository] as const)),
);

/** The repository of that canonical name, e.g. `docker.io/library/nginx`. */
export function findRepository(name: string): Repository | undefined {
  return byName.get(name);
}

/** Whether the catalogue holds anything of that owner, e.g. `gcr.io/google-samples`. */
export function isKnownOwner(owner: string): boolean {
  return [...byName.keys()].some((name) => name.startsWith(`${owner}/`));
}
