import type { Repository } from '../repository.ts';
import { agnhost } from './agnhost.ts';
import { certgen } from './certgen.ts';
import { clusterAutoscaler } from './cluster-autoscaler.ts';
import { coredns } from './coredns.ts';
import { cpa } from './cpa.ts';
import { dashboard } from './dashboard.ts';
import { dnsutils } from './dnsutils.ts';
import { e2eHttpd } from './e2e-httpd.ts';
import { e2eNginx } from './e2e-nginx.ts';
import { hpaExample } from './hpa-example.ts';
import { ingressNginx } from './ingress-nginx.ts';
import { kubeApiserver } from './kube-apiserver.ts';
import { kubeControllerManager } from './kube-controller-manager.ts';
import { kubeProxy } from './kube-proxy.ts';
import { kubeScheduler } from './kube-scheduler.ts';
import { kubeStateMetrics } from './kube-state-metrics.ts';
import { kubernetesRedis } from './kubernetes-redis.ts';
import { liveness } from './liveness.ts';
import { metricsServer } from './metrics-server.ts';
import { nginxSlim } from './nginx-slim.ts';
import { nodeProblemDetector } from './node-problem-detector.ts';
import { nonroot } from './nonroot.ts';
import { pause } from './pause.ts';
import { serveHostname } from './serve-hostname.ts';
import { testWebserver } from './test-webserver.ts';

/**
 * Images of Kubernetes: of its examples and tests, and parts of a cluster. What those do is done by the cluster itself: their
 * programs aren’t modelled.
 */
export const kubernetesParts: readonly Repository[] = [
  agnhost,
  certgen,
  clusterAutoscaler,
  coredns,
  cpa,
  dashboard,
  dnsutils,
  e2eHttpd,
  e2eNginx,
  hpaExample,
  ingressNginx,
  kubeApiserver,
  kubeControllerManager,
  kubeProxy,
  kubeScheduler,
  kubeStateMetrics,
  kubernetesRedis,
  liveness,
  metricsServer,
  nginxSlim,
  nodeProblemDetector,
  nonroot,
  pause,
  serveHostname,
  testWebserver,
];
