import type { Program } from '../../linux/system.ts';
import { type Application, application, chosenApplication } from './application.ts';
import * as hashicorp from './hashicorp.ts';
import * as java from './java-servers.ts';
import * as messaging from './messaging.ts';
import * as monitoring from './monitoring.ts';
import * as php from './php-apps.ts';
import * as search from './search-engines.ts';
import * as storage from './storage-servers.ts';
import * as team from './team-apps.ts';
import * as web from './web-apps.ts';

/** By the name that executables give. */
const modelled: Readonly<Record<string, Application>> = {
  adminer: php.adminer,
  alertmanager: monitoring.alertmanager,
  cadvisor: monitoring.cadvisor,
  cassandra: storage.cassandra,
  cockroach: storage.cockroach,
  consul: hashicorp.consul,
  couchdb: storage.couchdb,
  drupal: php.drupal,
  elasticsearch: search.elasticsearch,
  etcd: storage.etcd,
  ghost: web.ghost,
  gitea: team.gitea,
  gitlab: team.gitlab,
  grafana: monitoring.grafana,
  influxdb: storage.influxdb,
  jaeger: monitoring.jaeger,
  jenkins: java.jenkins,
  jetty: java.jetty,
  joomla: php.joomla,
  kafka: messaging.kafka,
  'kafka-zookeeper': messaging.kafkaWithZookeeper,
  keycloak: team.keycloak,
  kibana: search.kibana,
  localstack: hashicorp.localstack,
  logstash: search.logstash,
  loki: monitoring.loki,
  mailhog: web.mailhog,
  metabase: team.metabase,
  minio: storage.minio,
  'mongo-express': web.mongoExpress,
  mssql: storage.mssql,
  nats: messaging.nats,
  neo4j: storage.neo4j,
  nextcloud: php.nextcloud,
  'node-exporter': monitoring.nodeExporter,
  pgadmin: web.pgadmin,
  phpmyadmin: php.phpmyadmin,
  portainer: web.portainer,
  prometheus: monitoring.prometheus,
  solr: search.solr,
  sonarqube: team.sonarqube,
  tomcat: java.tomcat,
  vault: hashicorp.vault,
  visualizer: web.visualizer,
  watchtower: web.watchtower,
  wildfly: java.wildfly,
  wordpress: php.wordpress,
  zookeeper: messaging.zookeeper,
};

/** Applications of which a course sees that they start, what they log and their first pages. */
export const applications: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...Object.entries(modelled).map(([name, what]): [string, Program] => [name, application(what)]),
  ['mosquitto', chosenApplication(messaging.mosquitto)],
]);
