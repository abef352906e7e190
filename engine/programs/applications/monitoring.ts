import type { Application } from './application.ts';
import type { Page, Routes } from './pages.ts';

const found = (to: string): Page => ({
  status: 302,
  type: 'text/html; charset=utf-8',
  headers: { Location: to },
  body: `<a href="${to}">Found</a>.\n\n`,
});

/** What Go's client library exposes of every process. */
const goMetrics =
  '# HELP go_goroutines Number of goroutines that currently exist.\n# TYPE go_goroutines gauge\ngo_goroutines 32\n# HELP process_resident_memory_bytes Resident memory size in bytes.\n# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes 6.291456e+07\n# HELP process_start_time_seconds Start time of the process since unix epoch in seconds.\n# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds %{unix}\n';

const metricsPage = (more: string): Page => ({
  type: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores',
  body: `${goMetrics}${more}`,
});

const goMissing: Page = { status: 404, body: '404 page not found\n' };

const grafanaTitle =
  '<!DOCTYPE html>\n<html lang="en-US">\n  <head>\n    <meta charset="utf-8" />\n    <title>Grafana</title>\n    <base href="/" />\n  </head>\n  <body class="theme-dark app-grafana">\n    <div id="reactRoot"></div>\n  </body>\n</html>\n';

/** Dashboards, data sources and users are missing; who isn't logged in sees no more of the real one. */
export const grafana: Application = {
  lines: [
    [
      300,
      'logger=settings t=%{seconds} level=info msg="Starting Grafana" version=%{version} commit=unknown branch=HEAD compiled=%{seconds}',
    ],
    [
      300,
      'logger=settings t=%{seconds} level=info msg="Config loaded from" file=/usr/share/grafana/conf/defaults.ini',
    ],
    [300, 'logger=settings t=%{seconds} level=info msg="Config loaded from" file=/etc/grafana/grafana.ini'],
    [400, 'logger=sqlstore t=%{seconds} level=info msg="Connecting to DB" dbtype=sqlite3'],
    [500, 'logger=migrator t=%{seconds} level=info msg="Starting DB migrations"'],
    [
      3000,
      'logger=migrator t=%{seconds} level=info msg="migrations completed" performed=672 skipped=0 duration=2.4s',
    ],
    [
      3100,
      'logger=sqlstore t=%{seconds} level=info msg="Created default admin" user=%{env.GF_SECURITY_ADMIN_USER|admin}',
    ],
    [
      4000,
      'logger=http.server t=%{seconds} level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http subUrl= socket=',
    ],
  ],
  sites: [
    {
      port: (system) => Number(system.env.get('GF_SERVER_HTTP_PORT')) || 3000,
      routes: {
        '/api/health': '{\n  "commit": "unknown",\n  "database": "ok",\n  "version": "%{version}"\n}',
        '/healthz': 'Ok',
        '/login': grafanaTitle,
        '/metrics': metricsPage(''),
        '/api/*': {
          status: 401,
          body: '{"extra":null,"message":"Unauthorized","messageId":"auth.unauthorized","statusCode":401,"traceID":""}',
        },
        '/': found('/login'),
        '*': found('/login'),
      },
    },
  ],
  readyAfterMs: 4000,
  memoryMebibytes: 90,
  files: { '/var/lib/grafana/grafana.db': '' },
};

const prometheusLine = (text: string): string => `time=%{iso} level=INFO ${text}`;

/** It scrapes nothing and evaluates no queries. */
export const prometheus: Application = {
  lines: [
    [
      40,
      prometheusLine(
        'source=main.go:725 msg="Starting Prometheus Server" mode=server version="(version=%{version}, branch=HEAD)"',
      ),
      2,
    ],
    [
      60,
      prometheusLine(
        'source=web.go:656 msg="Start listening for connections" component=web address=0.0.0.0:9090',
      ),
      2,
    ],
    [90, prometheusLine('source=main.go:1266 msg="Starting TSDB ..."'), 2],
    [200, prometheusLine('source=main.go:1287 msg="TSDB started"'), 2],
    [
      200,
      prometheusLine(
        'source=main.go:1472 msg="Loading configuration file" filename=/etc/prometheus/prometheus.yml',
      ),
      2,
    ],
    [500, prometheusLine('source=main.go:1251 msg="Server is ready to receive web requests."'), 2],
    [500, prometheusLine('source=manager.go:175 msg="Starting rule manager..." component="rule manager"'), 2],
  ],
  sites: [
    {
      port: 9090,
      routes: {
        '/-/ready': 'Prometheus Server is Ready.\n',
        '/-/healthy': 'Prometheus Server is Healthy.\n',
        '/metrics': metricsPage(
          '# HELP prometheus_ready Whether Prometheus startup was fully completed and the server is ready for normal operation.\n# TYPE prometheus_ready gauge\nprometheus_ready 1\n',
        ),
        '/': found('/query'),
        '/graph':
          '<!doctype html>\n<html lang="en">\n  <head>\n    <title>Prometheus Time Series Collection and Processing Server</title>\n  </head>\n  <body><div id="root"></div></body>\n</html>\n',
        '/query':
          '<!doctype html>\n<html lang="en">\n  <head>\n    <title>Prometheus Time Series Collection and Processing Server</title>\n  </head>\n  <body><div id="root"></div></body>\n</html>\n',
        '/targets':
          '<!doctype html>\n<html lang="en">\n  <head>\n    <title>Prometheus Time Series Collection and Processing Server</title>\n  </head>\n  <body><div id="root"></div></body>\n</html>\n',
        '/api/v1/status/buildinfo':
          '{"status":"success","data":{"version":"%{version}","revision":"","branch":"HEAD","buildUser":"","buildDate":"","goVersion":"go1.24.4"}}',
        '/api/*': {
          status: 501,
          body: '{"status":"error","errorType":"unavailable","error":"queries are not part of the simulation"}',
        },
        '*': goMissing,
      },
    },
  ],
  readyAfterMs: 500,
  memoryMebibytes: 60,
  stop: { afterMs: 50, exit: 0 },
};

export const alertmanager: Application = {
  lines: [
    [
      40,
      'time=%{iso} level=INFO source=main.go:191 msg="Starting Alertmanager" version="(version=%{version}, branch=HEAD)"',
      2,
    ],
    [
      100,
      'time=%{iso} level=INFO source=coordinator.go:112 msg="Loading configuration file" component=configuration file=/etc/alertmanager/alertmanager.yml',
      2,
    ],
    [120, 'time=%{iso} level=INFO source=tls_config.go:347 msg="Listening on" address=[::]:9093', 2],
  ],
  sites: [
    {
      port: 9093,
      routes: {
        '/-/ready': 'OK',
        '/-/healthy': 'OK',
        '/metrics': metricsPage(''),
        '/api/v2/alerts': '[]\n',
        '/': '<!DOCTYPE html>\n<html lang="en">\n    <head><title>Alertmanager</title></head>\n    <body></body>\n</html>\n',
        '*': goMissing,
      },
    },
  ],
  readyAfterMs: 120,
  memoryMebibytes: 30,
};

export const nodeExporter: Application = {
  lines: [
    [
      20,
      'time=%{iso} level=INFO source=node_exporter.go:216 msg="Starting node_exporter" version="(version=%{version}, branch=HEAD)"',
      2,
    ],
    [30, 'time=%{iso} level=INFO source=tls_config.go:347 msg="Listening on" address=[::]:9100', 2],
  ],
  sites: [
    {
      port: 9100,
      routes: {
        '/': '<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <title>Node Exporter</title>\n  </head>\n  <body>\n    <header><h1>Node Exporter</h1></header>\n    <main><h2>Prometheus Node Exporter</h2><div>Version: (version=%{version})</div><a href="/metrics">Metrics</a></main>\n  </body>\n</html>\n',
        '/metrics': metricsPage(
          '# HELP node_exporter_build_info A metric with a constant value.\n# TYPE node_exporter_build_info gauge\nnode_exporter_build_info{version="%{version}"} 1\n',
        ),
        '*': goMissing,
      },
    },
  ],
  readyAfterMs: 30,
  memoryMebibytes: 15,
  stop: { exit: 143 },
};

export const cadvisor: Application = {
  lines: [
    [
      100,
      'I0101 %{clock}.000000       1 cadvisor.go:98] Starting cAdvisor version: v%{version} on port 8080',
      2,
    ],
  ],
  sites: [
    {
      port: 8080,
      routes: {
        '/': {
          status: 307,
          headers: { Location: '/containers/' },
          body: '<a href="/containers/">Temporary Redirect</a>.\n\n',
        },
        '/healthz': 'ok',
        '/containers/':
          '<html>\n  <head>\n    <title>cAdvisor - /</title>\n  </head>\n  <body><h1>root</h1></body>\n</html>\n',
        '/metrics': metricsPage(
          '# HELP cadvisor_version_info A metric with a constant value.\n# TYPE cadvisor_version_info gauge\ncadvisor_version_info{cadvisorVersion="v%{version}"} 1\n',
        ),
        '*': goMissing,
      },
    },
  ],
  readyAfterMs: 100,
  memoryMebibytes: 40,
  stop: { exit: 0 },
};

const lokiRoutes: Routes = { '/ready': 'ready\n', '/metrics': metricsPage(''), '*': goMissing };

export const loki: Application = {
  lines: [
    [
      300,
      'level=info ts=%{iso} caller=main.go:126 msg="Starting Loki" version="(version=%{version}, branch=HEAD)"',
      2,
    ],
    [900, 'level=info ts=%{iso} caller=loki.go:525 msg="Loki started" startup_time=600ms', 2],
  ],
  sites: [{ port: 3100, routes: lokiRoutes }],
  readyAfterMs: 900,
  memoryMebibytes: 60,
};

/** It keeps no traces. */
export const jaeger: Application = {
  lines: [
    [
      200,
      '{"level":"info","ts":%{unix}.1,"caller":"healthcheck/handler.go:118","msg":"Health Check state change","status":"ready"}',
      2,
    ],
  ],
  sites: [
    {
      port: 16_686,
      routes: {
        '/api/services': '{"data":null,"total":0,"limit":0,"offset":0,"errors":null}\n',
        '*': '<!doctype html>\n<html lang="en">\n  <head><title>Jaeger UI</title></head>\n  <body><div id="jaeger-ui-root"></div></body>\n</html>\n',
      },
    },
    {
      port: 14_269,
      routes: { '/': '{"status":"Server available","upSince":"%{iso}","uptime":"1s"}', '*': goMissing },
    },
  ],
  talks: [{ port: 4317 }, { port: 4318 }, { port: 14_268 }],
  readyAfterMs: 200,
  memoryMebibytes: 30,
};
