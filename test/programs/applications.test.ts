import { expect, it } from 'vitest';
import { openMachine } from '../harness/machine.ts';
import { ask } from './http.ts';

/** What is started, how long it takes, and what it answers where. */
it.each([
  ['grafana/grafana', ['/run.sh'], 5, 3000, '/api/health', 200, /"database": "ok"/],
  ['grafana/grafana', ['/run.sh'], 5, 3000, '/', 302, /login/],
  ['prom/prometheus', ['/bin/prometheus'], 1, 9090, '/-/ready', 200, /^Prometheus Server is Ready\.\n$/],
  ['prom/prometheus', ['/bin/prometheus'], 1, 9090, '/api/v1/query', 501, /not part of the simulation/],
  ['tomcat:10', ['catalina.sh', 'run'], 2, 8080, '/', 404, /Apache Tomcat\/10\.1\.43/],
  ['jenkins/jenkins', ['/usr/local/bin/jenkins.sh'], 16, 8080, '/', 403, /Authentication required/],
  ['elasticsearch:8.18.3', ['elasticsearch'], 21, 9200, '/', 200, /"number" : "8\.18\.3"/],
  ['minio/minio', ['minio', 'server', '/data'], 1, 9000, '/minio/health/live', 200, /^$/],
  ['rabbitmq:management', ['rabbitmq-server'], 9, 15_672, '/', 200, /RabbitMQ Management/],
  ['nats', ['/nats-server'], 1, 8222, '/healthz', 200, /"status":"ok"/],
  ['wordpress', ['apache2-foreground'], 4, 80, '/', 500, /Error establishing a database connection/],
] as const)('%s %j, after %d s: port %d%s says %d', (image, argv, seconds, port, path, status, body) => {
  const PATH =
    '/usr/local/tomcat/bin:/opt/rabbitmq/sbin:/usr/share/elasticsearch/bin:/usr/local/bin:/usr/bin:/bin';
  const machine = openMachine({ image, ...(image === 'nats' ? { main: argv } : {}) });
  if (image !== 'nats') machine.start(argv, { env: { PATH } });
  machine.advance(seconds);
  const answer = ask(machine, port, path);
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(status === 302 ? body : /./);
  if (status !== 302) expect(answer.body).toMatch(body);
});
