import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Host } from '../host.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface RequestMeasure {
  readonly method: string;
  /** The pattern, never the path: labels hold no ids. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  request(measure: RequestMeasure): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** The figures of this process, in a registry of their own. */
export function createMetrics(host: Host): Metrics {
  const registry = new Registry();
  const requests = new Counter({
    name: 'atoll_http_requests_total',
    help: 'Requests answered, by route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'atoll_http_request_duration_seconds',
    help: 'Time until the answer began, by route pattern.',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers: [registry],
  });
  if (host.sandboxesLoaded !== undefined) {
    new Gauge({
      name: 'atoll_sandboxes_loaded',
      help: 'Sandboxes that are in memory.',
      registers: [registry],
      collect() {
        this.set(host.sandboxesLoaded?.() ?? 0);
      },
    });
  }
  return {
    request({ method, route, status, seconds }) {
      const known = METHODS.has(method) ? method : 'OTHER';
      requests.inc({ method: known, route, status });
      durations.observe({ method: known, route }, seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
