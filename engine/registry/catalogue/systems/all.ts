import type { Repository } from '../repository.ts';
import { distrolessBase } from './distroless-base.ts';
import { distrolessCc } from './distroless-cc.ts';
import { distrolessJava } from './distroless-java.ts';
import { distrolessNodejs } from './distroless-nodejs.ts';
import { distrolessPython } from './distroless-python.ts';
import { distrolessStatic } from './distroless-static.ts';

/** Images with no more than a program needs: without a shell. */
export const bareSystems: readonly Repository[] = [
  distrolessBase,
  distrolessCc,
  distrolessJava,
  distrolessNodejs,
  distrolessPython,
  distrolessStatic,
];
