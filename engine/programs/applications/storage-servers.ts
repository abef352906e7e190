import { listenAddress, option } from '../options.ts';
import type { Application, Line } from './application.ts';

const minioHelp = `NAME:
  minio - High Performance Object Storage

DESCRIPTION:
  Build high performance data infrastructure for machine learning, analytics and application data workloads with MinIO

USAGE:
  minio [FLAGS] COMMAND [ARGS...]

COMMANDS:
  server  start object storage server
  
FLAGS:
  --certs-dir value, -S value  path to certs directory (default: "/root/.minio/certs")
  --quiet                      disable startup and info messages
  --anonymous                  hide sensitive information from logging
  --json                       output logs in JSON format
  --help, -h                   show help
  --version, -v                print the version
`;

const dynamicConsolePort = 36_461;
const consolePort = (argv: readonly string[]): number =>
  listenAddress(option(argv, '--console-address') ?? '', dynamicConsolePort).port;

const denied =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied.</Message><Resource>%{target}</Resource><RequestId>18520A9C2E5A5A5A</RequestId><HostId>dd9025bab4ad464b049177c95eb6ebf374d3b3fd1af9251148b658df7ac2e3e8</HostId></Error>';

/** Who isn't signed in is refused; as signatures aren't understood, everybody is. */
export const minio: Application = {
  lines: [
    [
      400,
      'MinIO Object Storage Server\nCopyright: 2015-2025 MinIO, Inc.\nLicense: GNU AGPLv3 - https://www.gnu.org/licenses/agpl-3.0.html\nVersion: %{version} (go1.24.4 linux/amd64)\n\nAPI: http://%{address}:9000  http://127.0.0.1:9000 \nWebUI: http://%{address}:9001 http://127.0.0.1:9001  \n\nDocs: https://docs.min.io',
    ],
  ],
  sites: [
    {
      port: ({ argv }) => listenAddress(option(argv, '--address') ?? '', 9000).port,
      headers: { Server: 'MinIO' },
      routes: {
        '/minio/health/*': { status: 200, type: 'text/plain', body: '' },
        '*': { status: 403, type: 'application/xml', body: denied },
      },
    },
    {
      port: ({ argv }) => consolePort(argv),
      headers: { Server: 'MinIO Console' },
      routes: {
        '/api/*': { status: 403, body: '{"detailedMessage":"Access Denied.","message":"invalid session"}' },
        '*': '<!doctype html><html lang="en"><head><meta charset="utf-8"/><title>MinIO Console</title></head><body><div id="root"></div></body></html>\n',
      },
    },
  ],
  readyAfterMs: 400,
  memoryMebibytes: 80,
  before: (system) => {
    if (system.argv.includes('server')) return undefined;
    if (system.argv.some((word) => word === '--version' || word === '-v')) {
      system.write(1, `minio version ${system.executable.version ?? ''}\n`);
      return { exit: 0 };
    }
    system.write(1, minioHelp);
    return { exit: 0 };
  },
};

const etcdLine = (afterMs: number, from: string, message: string): Line => [
  afterMs,
  `{"level":"info","ts":"%{iso}","caller":"${from}","msg":"${message}"}`,
  2,
];

/** Its keys are behind gRPC, which isn't spoken. */
export const etcd: Application = {
  lines: [
    etcdLine(30, 'etcdmain/etcd.go:73', 'Running: '),
    etcdLine(100, 'embed/etcd.go:117', 'configuring peer listeners'),
    etcdLine(300, 'etcdserver/server.go:2626', 'setting up initial cluster version using v2 API'),
    etcdLine(500, 'embed/serve.go:103', 'ready to serve client requests'),
    etcdLine(500, 'embed/serve.go:187', 'serving client traffic insecurely; this is strongly discouraged!'),
  ],
  sites: [
    {
      port: 2379,
      routes: {
        '/health': '{"health":"true","reason":""}',
        '/version': '{"etcdserver":"%{version}","etcdcluster":"%{version}"}',
        '*': { status: 404, body: '404 page not found\n' },
      },
    },
  ],
  talks: [{ port: 2380 }],
  readyAfterMs: 500,
  memoryMebibytes: 30,
};

/** Points can't be written, and there is nothing to query. */
export const influxdb: Application = {
  lines: [
    [
      200,
      '%{seconds}\tinfo\tWelcome to InfluxDB\t{"log_id": "0xPp5uzW000", "version": "v%{version}", "commit": "unknown", "build_date": "%{seconds}", "log_level": "info"}',
    ],
    [
      900,
      '%{seconds}\tinfo\tListening\t{"log_id": "0xPp5uzW000", "service": "tcp-listener", "transport": "http", "addr": ":8086", "port": 8086}',
    ],
  ],
  sites: [
    {
      port: 8086,
      headers: { 'X-Influxdb-Version': 'v%{version}', 'X-Influxdb-Build': 'OSS' },
      routes: {
        '/ping': { status: 204, type: 'text/plain', body: '' },
        '/health':
          '{"name":"influxdb", "message":"ready for queries and writes", "status":"pass", "checks":[], "version": "v%{version}", "commit": "unknown"}',
        '/ready': '{\n    "status": "ready",\n    "started": "%{iso}",\n    "up": "1s"\n}',
        '/api/*': { status: 401, body: '{"code":"unauthorized","message":"unauthorized access"}' },
        '*': '<!doctype html><html lang="en"><head><title>InfluxDB</title></head><body><div id="react-root"></div></body></html>\n',
      },
    },
  ],
  readyAfterMs: 900,
  memoryMebibytes: 60,
};

/** Its first run needs an administrator, as the real one of version 3 does. */
export const couchdb: Application = {
  lines: [
    [1200, '[info] %{iso} nonode@nohost <0.255.0> -------- Apache CouchDB has started on http://any:5984/'],
  ],
  sites: [
    {
      port: 5984,
      headers: { Server: 'CouchDB/%{version} (Erlang OTP/25)' },
      routes: {
        '/': '{"couchdb":"Welcome","version":"%{version}","git_sha":"unknown","uuid":"5f4a8c2c7a514a3fb4c4e0cb2ab74d25","features":["access-ready","partitioned","pluggable-storage-engines","reshard","scheduler"],"vendor":{"name":"The Apache Software Foundation"}}\n',
        '/_up': '{"status":"ok","seeds":{}}\n',
        '/_utils/*':
          '<!doctype html>\n<html lang="en">\n<head><title>Project Fauxton</title></head>\n<body></body>\n</html>\n',
        '*': { status: 401, body: '{"error":"unauthorized","reason":"You are not a server admin."}\n' },
      },
    },
  ],
  talks: [{ port: 4369 }, { port: 9100 }],
  readyAfterMs: 1200,
  memoryMebibytes: 60,
  before: (system) => {
    if (system.env.get('COUCHDB_USER') && system.env.get('COUCHDB_PASSWORD')) return undefined;
    system.write(
      2,
      '*************************************************************\nERROR: CouchDB 3.0+ will no longer run in "Admin Party"\n       mode. You *MUST* specify an admin user and\n       password, either via your own .ini file mapped\n       into the container at /opt/couchdb/etc/local.ini\n       or inside /opt/couchdb/etc/local.d, or with\n       "-e COUCHDB_USER=admin -e COUCHDB_PASSWORD=password"\n       to set it via docker run.\n*************************************************************\n',
    );
    return { exit: 1 };
  },
};

/** The browser's page is there; Cypher isn't. */
export const neo4j: Application = {
  lines: [
    [
      900,
      "%{plainms}+0000 INFO  Logging config in use: File '/var/lib/neo4j/conf/user-logs.xml'\n%{plainms}+0000 INFO  Starting...",
    ],
    [5000, '%{plainms}+0000 INFO  ======== Neo4j %{version} ========'],
    [
      7000,
      '%{plainms}+0000 INFO  Bolt enabled on 0.0.0.0:7687.\n%{plainms}+0000 INFO  HTTP enabled on 0.0.0.0:7474.\n%{plainms}+0000 INFO  Remote interface available at http://localhost:7474/\n%{plainms}+0000 INFO  Started.',
    ],
  ],
  sites: [
    {
      port: 7474,
      routes: {
        '/': '{"bolt_routing":"neo4j://localhost:7687","transaction":"http://localhost:7474/db/{databaseName}/tx","bolt_direct":"bolt://localhost:7687","neo4j_version":"%{version}","neo4j_edition":"community"}',
        '/browser/*': '<!doctype html><html><head><title>Neo4j Browser</title></head><body></body></html>\n',
      },
    },
  ],
  talks: [{ port: 7687 }],
  readyAfterMs: 7000,
  memoryMebibytes: 500,
  stop: { exit: 0, afterMs: 800 },
};

/** A node whose protocol isn't spoken. */
export const cassandra: Application = {
  lines: [
    [4000, 'INFO  [main] %{comma} CassandraDaemon.java:159 - Hostname: %{host}:7000:7001'],
    [12_000, 'INFO  [main] %{comma} StorageService.java:800 - Cassandra version: %{version}'],
    [
      24_000,
      'INFO  [main] %{comma} PipelineConfigurator.java:131 - Starting listening for CQL clients on /0.0.0.0:9042 (unencrypted)...',
    ],
    [25_000, 'INFO  [main] %{comma} CassandraDaemon.java:768 - Startup complete'],
  ],
  talks: [{ port: 9042 }, { port: 7000 }, { port: 7199 }],
  readyAfterMs: 24_000,
  memoryMebibytes: 900,
  stop: { exit: 143, afterMs: 500 },
};

/** One node, without SQL. */
export const cockroach: Application = {
  lines: [
    [
      1500,
      'CockroachDB node starting at %{iso}\nbuild:               CCL v%{version}\nwebui:               http://%{host}:8080\nsql:                 postgresql://root@%{host}:26257/defaultdb?sslmode=disable\nstatus:              initialized new cluster\nnodeID:              1',
    ],
  ],
  sites: [
    { port: 8080, routes: { '/health': '{}', '/': '<!DOCTYPE html>\n<title>Cockroach Console</title>\n' } },
  ],
  talks: [{ port: 26_257 }],
  readyAfterMs: 1500,
  memoryMebibytes: 200,
};

/** It takes a licence and a password that is strong enough; its protocol isn't spoken. */
export const mssql: Application = {
  lines: [
    [1500, 'SQL Server 2022 will run as non-root by default.\nThis container is running as user mssql.'],
    [
      6000,
      '%{plainms} Server      Microsoft SQL Server 2022 (RTM) - 16.0 (X64) on Linux (Ubuntu 22.04) <X64>',
    ],
    [
      8000,
      '%{plainms} spid11s     SQL Server is now ready for client connections. This is an informational message; no user action is required.',
    ],
  ],
  talks: [{ port: 1433 }],
  readyAfterMs: 8000,
  memoryMebibytes: 700,
  stop: { exit: 0, afterMs: 500 },
  before: (system) => {
    if (/^(?:y|yes|1)$/i.test(system.env.get('ACCEPT_EULA') ?? '')) return undefined;
    system.write(
      2,
      'The SQL Server End-User License Agreement (EULA) must be accepted before SQL\nServer can start. The license terms for this product can be downloaded from\nhttp://go.microsoft.com/fwlink/?LinkId=746388.\n\nYou can accept the EULA by specifying the --accept-eula command line option,\nsetting the ACCEPT_EULA environment variable, or using the mssql-conf tool.\n',
    );
    return { exit: 1 };
  },
};
