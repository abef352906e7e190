import { agnhost } from './agnhost.ts';
import { alpine } from './alpine.ts';
import { bitnami } from './bitnami/all.ts';
import { buildpackDeps } from './buildpack.ts';
import { busybox } from './busybox.ts';
import { caddy } from './caddy.ts';
import { alpineGit, curlImage, kubectl, netshoot, radialCurl } from './command-line.ts';
import { courseApps } from './course-apps.ts';
import { debian } from './debian.ts';
import { dockerSamples } from './docker-samples.ts';
import { echoserver, kicbaseEchoServer } from './echoserver.ts';
import { almalinux, amazonlinux, centos, fedora, oraclelinux, rockylinux } from './enterprise-linux.ts';
import { golang } from './golang.ts';
import { guestbookFollower, guestbookFrontend, helloApp, nodeHello } from './google-samples.ts';
import { haproxy } from './haproxy.ts';
import { helloWorld, whalesay } from './hello-world.ts';
import { httpEcho } from './http-echo.ts';
import { httpd } from './httpd.ts';
import { eclipseTemurin, openjdk, tomcat } from './java.ts';
import { kubernetesParts } from './kubernetes/all.ts';
import {
  dnsutils,
  hpaExample,
  kubernetesRedis,
  liveness,
  nginxSlim,
  nonroot,
  serveHostname,
  testWebserver,
} from './kubernetes-samples.ts';
import { languages } from './languages/all.ts';
import { mariadb } from './mariadb.ts';
import { memcached } from './memcached.ts';
import { mongo } from './mongo.ts';
import { mysql } from './mysql.ts';
import { nginx, nginxUnprivileged } from './nginx.ts';
import { nginxHello } from './nginxdemos.ts';
import { node } from './node.ts';
import { pause } from './pause.ts';
import { perl } from './perl.ts';
import { php } from './php.ts';
import { podinfo } from './podinfo.ts';
import { postgres } from './postgres.ts';
import { python } from './python.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redis } from './redis.ts';
import { registryImage } from './registry-image.ts';
import type { Repository } from './repository.ts';
import { ruby } from './ruby.ts';
import { samples } from './samples/all.ts';
import { servers } from './servers/all.ts';
import { polinuxStress, progriumStress, stressNg, vishStress } from './stress.ts';
import { bareSystems } from './systems/all.ts';
import { tools } from './tools/all.ts';
import { traefik } from './traefik.ts';
import { ubuntu } from './ubuntu.ts';
import { containousWhoami, whoami } from './whoami.ts';
import { wordpress } from './wordpress.ts';

export const repositories: readonly Repository[] = [
  agnhost,
  alpine,
  alpineGit,
  almalinux,
  amazonlinux,
  buildpackDeps,
  busybox,
  caddy,
  centos,
  containousWhoami,
  curlImage,
  debian,
  dnsutils,
  echoserver,
  eclipseTemurin,
  fedora,
  golang,
  guestbookFollower,
  guestbookFrontend,
  haproxy,
  helloApp,
  helloWorld,
  hpaExample,
  httpEcho,
  httpd,
  kicbaseEchoServer,
  kubectl,
  kubernetesRedis,
  liveness,
  mariadb,
  memcached,
  mongo,
  mysql,
  netshoot,
  nginx,
  nginxHello,
  nginxSlim,
  nginxUnprivileged,
  node,
  nodeHello,
  nonroot,
  openjdk,
  oraclelinux,
  pause,
  perl,
  php,
  podinfo,
  polinuxStress,
  postgres,
  progriumStress,
  python,
  rabbitmq,
  radialCurl,
  redis,
  registryImage,
  rockylinux,
  ruby,
  serveHostname,
  stressNg,
  testWebserver,
  tomcat,
  traefik,
  ubuntu,
  vishStress,
  whalesay,
  whoami,
  wordpress,
  ...courseApps,
  ...dockerSamples,
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
