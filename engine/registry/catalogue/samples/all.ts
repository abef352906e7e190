import type { Repository } from '../repository.ts';
import { crccheckHello } from './crccheck-hello.ts';
import { docker101 } from './docker-101.ts';
import { dockerPets } from './docker-pets.ts';
import { flaskHelloworld } from './flask-helloworld.ts';
import { foodtrucks } from './foodtrucks.ts';
import { jwilderWhoami } from './jwilder-whoami.ts';
import { sinatra } from './sinatra.ts';
import { swaggerUi } from './swagger-ui.ts';
import { visualizer } from './visualizer.ts';

/** Small applications of courses and tutorials. */
export const samples: readonly Repository[] = [
  crccheckHello,
  docker101,
  dockerPets,
  flaskHelloworld,
  foodtrucks,
  jwilderWhoami,
  sinatra,
  swaggerUi,
  visualizer,
];
