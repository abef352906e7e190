import type { Repository } from '../repository.ts';
import { adminer } from './adminer.ts';
import { alertmanager } from './alertmanager.ts';
import { cadvisor } from './cadvisor.ts';
import { cassandra } from './cassandra.ts';
import { cockroach } from './cockroach.ts';
import { consul } from './consul.ts';
import { couchdb } from './couchdb.ts';
import { cpKafka } from './cp-kafka.ts';
import { cpZookeeper } from './cp-zookeeper.ts';
import { drupal } from './drupal.ts';
import { elasticsearch } from './elasticsearch.ts';
import { etcd } from './etcd.ts';
import { ghost } from './ghost.ts';
import { gitea } from './gitea.ts';
import { gitlab } from './gitlab.ts';
import { grafana } from './grafana.ts';
import { influxdb } from './influxdb.ts';
import { jaeger } from './jaeger.ts';
import { jenkins } from './jenkins.ts';
import { jetty } from './jetty.ts';
import { joomla } from './joomla.ts';
import { kafka } from './kafka.ts';
import { keycloak } from './keycloak.ts';
import { kibana } from './kibana.ts';
import { localstack } from './localstack.ts';
import { logstash } from './logstash.ts';
import { loki } from './loki.ts';
import { mailhog } from './mailhog.ts';
import { metabase } from './metabase.ts';
import { minio } from './minio.ts';
import { mongoExpress } from './mongo-express.ts';
import { mosquitto } from './mosquitto.ts';
import { mssql } from './mssql.ts';
import { nats } from './nats.ts';
import { neo4j } from './neo4j.ts';
import { nextcloud } from './nextcloud.ts';
import { nodeExporter } from './node-exporter.ts';
import { pgadmin } from './pgadmin.ts';
import { phpmyadmin } from './phpmyadmin.ts';
import { portainer } from './portainer.ts';
import { prometheus } from './prometheus.ts';
import { solr } from './solr.ts';
import { sonarqube } from './sonarqube.ts';
import { vault } from './vault.ts';
import { watchtower } from './watchtower.ts';
import { wildfly } from './wildfly.ts';
import { zookeeper } from './zookeeper.ts';

/** Servers and applications that courses start. */
export const servers: readonly Repository[] = [
  adminer,
  alertmanager,
  cadvisor,
  cassandra,
  cockroach,
  consul,
  couchdb,
  cpKafka,
  cpZookeeper,
  drupal,
  elasticsearch,
  etcd,
  ghost,
  gitea,
  gitlab,
  grafana,
  influxdb,
  jaeger,
  jenkins,
  jetty,
  joomla,
  kafka,
  keycloak,
  kibana,
  localstack,
  logstash,
  loki,
  mailhog,
  metabase,
  minio,
  mongoExpress,
  mosquitto,
  mssql,
  nats,
  neo4j,
  nextcloud,
  nodeExporter,
  pgadmin,
  phpmyadmin,
  portainer,
  prometheus,
  solr,
  sonarqube,
  vault,
  watchtower,
  wildfly,
  zookeeper,
];
