import { argparse } from './argparse.ts';
import { chanceAndChildren } from './chance-and-children.ts';
import { dataFormats } from './data-formats.ts';
import { dateLibrary } from './durations.ts';
import { httpLibrary } from './http-library.ts';
import { loggingLibrary } from './logging.ts';
import { networkLibrary } from './network.ts';
import { pathLibrary } from './paths.ts';
import type { LibraryModule } from './sources.ts';
import { threadingLibrary } from './threading.ts';
import { timeAndSystem } from './time-and-system.ts';
import { tools } from './tools.ts';
import { typesLibrary } from './types.ts';

export const standardLibrary: readonly (readonly [string, LibraryModule])[] = [
  ...timeAndSystem,
  ...chanceAndChildren,
  ...tools,
  ...dataFormats,
  ...threadingLibrary,
  ...loggingLibrary,
  ...networkLibrary,
  ...httpLibrary,
  ...dateLibrary,
  ...typesLibrary,
  ...pathLibrary,
  ['argparse', { kind: 'standard', source: argparse, importMicroseconds: 6000 }],
  ['math', { kind: 'builtin', source: '' }],
];
