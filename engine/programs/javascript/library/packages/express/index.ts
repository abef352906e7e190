import { expressApplication } from './application.ts';
import { expressBodies } from './bodies.ts';
import { expressExports } from './exports.ts';
import { expressFiles } from './files.ts';
import { expressHead } from './head.ts';
import { expressPaths } from './paths.ts';
import { expressRequest } from './request.ts';
import { expressResponse } from './response.ts';
import { expressRouting } from './routing.ts';
import { expressStatic } from './static.ts';

/** The express package: one text, in parts. */
export const expressSource = [
  expressHead,
  expressPaths,
  expressRouting,
  expressRequest,
  expressResponse,
  expressFiles,
  expressApplication,
  expressBodies,
  expressStatic,
  expressExports,
].join('');
