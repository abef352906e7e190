import type { Repository } from '../repository.ts';
import { catnip } from './catnip.ts';
import { clock } from './clock.ts';
import { containousWhoami } from './containous-whoami.ts';
import { crccheckHello } from './crccheck-hello.ts';
import { docker101 } from './docker-101.ts';
import { dockerPets } from './docker-pets.ts';
import { dockercloudHello } from './dockercloud-hello.ts';
import { echoserver } from './echoserver.ts';
import { flaskHelloworld } from './flask-helloworld.ts';
import { foodtrucks } from './foodtrucks.ts';
import { guestbookFrontend } from './gb-frontend.ts';
import { guestbookFollower } from './gb-redis-follower.ts';
import { helloApp } from './hello-app.ts';
import { helloWhale } from './hello-whale.ts';
import { helloWorld } from './hello-world.ts';
import { httpEcho } from './http-echo.ts';
import { jwilderWhoami } from './jwilder-whoami.ts';
import { kicbaseEchoServer } from './kicbase-echo-server.ts';
import { nginxHello } from './nginx-hello.ts';
import { nodeHello } from './node-hello.ts';
import { podinfo } from './podinfo.ts';
import { sinatra } from './sinatra.ts';
import { staticSite } from './static-site.ts';
import { swaggerUi } from './swagger-ui.ts';
import { trainingWebapp } from './training-webapp.ts';
import { visualizer } from './visualizer.ts';
import { whalesay } from './whalesay.ts';
import { whoami } from './whoami.ts';

/** Small applications of courses and tutorials. */
export const samples: readonly Repository[] = [
  catnip,
  clock,
  containousWhoami,
  crccheckHello,
  docker101,
  dockerPets,
  dockercloudHello,
  echoserver,
  flaskHelloworld,
  foodtrucks,
  guestbookFrontend,
  guestbookFollower,
  helloApp,
  helloWhale,
  helloWorld,
  httpEcho,
  jwilderWhoami,
  kicbaseEchoServer,
  nginxHello,
  nodeHello,
  podinfo,
  sinatra,
  staticSite,
  swaggerUi,
  trainingWebapp,
  visualizer,
  whalesay,
  whoami,
];
