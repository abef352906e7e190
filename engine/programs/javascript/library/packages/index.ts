import { amqplibPackages } from './amqplib/index.ts';
import { axiosSource } from './axios/index.ts';
import { bcryptPackages } from './bcrypt/index.ts';
import { bodyParserPackage } from './body-parser/index.ts';
import { chalkPackage } from './chalk/index.ts';
import { compressionPackage } from './compression/index.ts';
import { cookieParserPackage } from './cookie-parser/index.ts';
import { corsPackage } from './cors/index.ts';
import { crossEnvPackage } from './cross-env/index.ts';
import { dotenvPackage } from './dotenv/index.ts';
import { ejsPackage } from './ejs/index.ts';
import { expressSource } from './express/index.ts';
import { expressSessionPackage } from './express-session/index.ts';
import { helmetPackage } from './helmet/index.ts';
import { ioredisSource } from './ioredis/index.ts';
import { jsonwebtokenPackage } from './jsonwebtoken/index.ts';
import { mongodbPackages } from './mongodb/index.ts';
import { mongoosePackages } from './mongoose/index.ts';
import { morganPackage } from './morgan/index.ts';
import { mysqlPackages } from './mysql2/index.ts';
import { nodeFetchPackage } from './node-fetch/index.ts';
import { nodemonPackage } from './nodemon/index.ts';
import { pgPackage } from './pg/index.ts';
import { redisSource } from './redis/index.ts';
import { uuidPackage } from './uuid/index.ts';
import { waitPortPackage } from './wait-port/index.ts';
import { winstonPackage } from './winston/index.ts';

/** Packages of npm's registry that are modelled, in JavaScript: a folder each. */
export const packages: Readonly<Record<string, string>> = {
  ...amqplibPackages,
  ...bcryptPackages,
  ...bodyParserPackage,
  ...chalkPackage,
  ...compressionPackage,
  ...cookieParserPackage,
  ...corsPackage,
  ...crossEnvPackage,
  ...dotenvPackage,
  ...ejsPackage,
  ...helmetPackage,
  ...jsonwebtokenPackage,
  ...mongodbPackages,
  ...mongoosePackages,
  ...morganPackage,
  ...mysqlPackages,
  ...nodeFetchPackage,
  ...nodemonPackage,
  ...pgPackage,
  ...uuidPackage,
  ...waitPortPackage,
  ...winstonPackage,
  ...expressSessionPackage,
  'npm:axios': axiosSource,
  'npm:express': expressSource,
  'npm:ioredis': ioredisSource,
  'npm:redis': redisSource,
};
