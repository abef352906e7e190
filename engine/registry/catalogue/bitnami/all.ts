import type { Repository } from '../repository.ts';
import { bitnamiKafka } from './kafka.ts';
import { bitnamiMariadb } from './mariadb.ts';
import { bitnamiMongodb } from './mongodb.ts';
import { bitnamiMysql } from './mysql.ts';
import { bitnamiNginx } from './nginx.ts';
import { bitnamiPostgresql } from './postgresql.ts';
import { bitnamiRedis } from './redis.ts';
import { bitnamiZookeeper } from './zookeeper.ts';

/** Bitnami’s images: servers that run as user 1001 and ask for passwords. */
export const bitnami: readonly Repository[] = [
  bitnamiKafka,
  bitnamiMariadb,
  bitnamiMongodb,
  bitnamiMysql,
  bitnamiNginx,
  bitnamiPostgresql,
  bitnamiRedis,
  bitnamiZookeeper,
];
