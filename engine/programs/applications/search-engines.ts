import type { Application, Line } from './application.ts';

const esLine = (afterMs: number, logger: string, text: string): Line => [
  afterMs,
  `{"@timestamp":"%{iso}", "log.level": "INFO", "message":"${text}", "ecs.version": "1.2.0","service.name":"ES_ECS","event.dataset":"elasticsearch.server","process.thread.name":"main","log.logger":"${logger}","elasticsearch.node.name":"%{host}","elasticsearch.cluster.name":"docker-cluster"}`,
];

const esHealth =
  '{"cluster_name":"%{env.cluster_name|docker-cluster}","status":"green","timed_out":false,"number_of_nodes":1,"number_of_data_nodes":1,"active_primary_shards":0,"active_shards":0,"relocating_shards":0,"initializing_shards":0,"unassigned_shards":0,"unassigned_primary_shards":0,"delayed_unassigned_shards":0,"number_of_pending_tasks":0,"number_of_in_flight_fetch":0,"task_max_waiting_in_queue_millis":0,"active_shards_percent_as_number":100.0}';

/** A node without indices: documents can't be stored, and are refused with what isn't there. */
export const elasticsearch: Application = {
  lines: [
    esLine(3000, 'org.elasticsearch.node.Node', 'version[%{version}], pid[%{pid}], build[docker]'),
    esLine(9000, 'org.elasticsearch.node.Node', 'initialized'),
    esLine(9000, 'org.elasticsearch.node.Node', 'starting ...'),
    esLine(
      12_000,
      'org.elasticsearch.transport.TransportService',
      'publish_address {%{address}:9300}, bound_addresses {0.0.0.0:9300}',
    ),
    esLine(
      20_000,
      'org.elasticsearch.http.AbstractHttpServerTransport',
      'publish_address {%{address}:9200}, bound_addresses {0.0.0.0:9200}',
    ),
    esLine(20_000, 'org.elasticsearch.node.Node', 'started {%{host}}'),
  ],
  sites: [
    {
      port: 9200,
      headers: { 'X-elastic-product': 'Elasticsearch' },
      routes: {
        '/': '{\n  "name" : "%{host}",\n  "cluster_name" : "docker-cluster",\n  "cluster_uuid" : "q2kAYtC1S5e3bIiDYmAU1w",\n  "version" : {\n    "number" : "%{version}",\n    "build_flavor" : "default",\n    "build_type" : "docker",\n    "build_snapshot" : false,\n    "minimum_wire_compatibility_version" : "7.17.0",\n    "minimum_index_compatibility_version" : "7.0.0"\n  },\n  "tagline" : "You Know, for Search"\n}\n',
        '/_cluster/health': esHealth,
        '/_cat/health': '%{unix} %{clock} docker-cluster green 1 1 0 0 0 0 0 0 - 100.0%\n',
        '/_cat/indices': '',
        '/_cat/nodes': '%{address} 21 62 3 0.40 0.22 0.11 cdfhilmrstw * %{host}\n',
        '*': {
          status: 501,
          body: '{"error":{"type":"not_part_of_the_simulation","reason":"indices and documents are not part of the simulation"},"status":501}',
        },
      },
    },
  ],
  talks: [{ port: 9300 }],
  readyAfterMs: 20_000,
  memoryMebibytes: 900,
  stop: { exit: 143, afterMs: 800 },
};

const kibanaLine = (afterMs: number, from: string, text: string): Line => [
  afterMs,
  `[%{instant}+00:00][INFO ][${from}] ${text}`,
];

/** Without an Elasticsearch that it knows, the real one asks to be configured; this one does no more. */
export const kibana: Application = {
  lines: [
    kibanaLine(3000, 'root', 'Kibana is starting'),
    kibanaLine(8000, 'plugins-system.preboot', 'Setting up [1] plugins: [interactiveSetup]'),
    kibanaLine(10_000, 'http.server.Preboot', 'http server running at http://0.0.0.0:5601'),
    [
      10_000,
      '\n\ni Kibana has not been configured.\n\nGo to http://0.0.0.0:5601/?code=314159 to get started.\n\n',
    ],
  ],
  sites: [
    {
      port: 5601,
      routes: {
        '/api/status': {
          status: 503,
          body: '{"name":"%{host}","version":{"number":"%{version}"},"status":{"overall":{"level":"unavailable"}}}',
        },
        '*': '<!DOCTYPE html><html lang="en"><head><title>Elastic</title></head><body><h1>Configure Elastic to get started</h1></body></html>\n',
      },
    },
  ],
  readyAfterMs: 10_000,
  memoryMebibytes: 350,
  stop: { exit: 0, afterMs: 300 },
};

/** Its pipelines move nothing. */
export const logstash: Application = {
  lines: [
    [
      5000,
      '[%{instant}][INFO ][logstash.runner          ] Starting Logstash {"logstash.version"=>"%{version}"}',
    ],
    [
      12_000,
      '[%{instant}][INFO ][logstash.agent           ] Successfully started Logstash API endpoint {:port=>9600, :ssl_enabled=>false}',
    ],
    [14_000, '[%{instant}][INFO ][logstash.javapipeline    ][main] Pipeline started {"pipeline.id"=>"main"}'],
  ],
  sites: [
    {
      port: 9600,
      routes: {
        '/': '{"host":"%{host}","version":"%{version}","http_address":"0.0.0.0:9600","status":"green"}',
      },
    },
  ],
  talks: [{ port: 5044 }],
  readyAfterMs: 14_000,
  memoryMebibytes: 700,
  stop: { exit: 0, afterMs: 1000 },
};

export const solr: Application = {
  lines: [
    [
      2500,
      '%{plainms} INFO  (main) [] o.a.s.s.CoreContainerProvider  ___      _       Welcome to Apache Solr™ version %{version}',
    ],
    [
      3500,
      '%{plainms} INFO  (main) [] o.e.j.s.AbstractConnector Started ServerConnector{HTTP/1.1, (http/1.1, h2c)}{0.0.0.0:8983}',
    ],
  ],
  sites: [
    {
      port: 8983,
      routes: {
        '/': { status: 302, headers: { Location: '/solr/' } },
        '/solr/':
          '<!DOCTYPE html>\n<html ng-app="solrAdminApp">\n<head><title>Solr Admin</title></head>\n<body></body>\n</html>\n',
        '/solr/admin/info/system':
          '{"responseHeader":{"status":0,"QTime":5},"mode":"std","lucene":{"solr-spec-version":"%{version}"}}',
      },
    },
  ],
  readyAfterMs: 3500,
  memoryMebibytes: 300,
  stop: { exit: 0, afterMs: 500 },
};
