import type { Repository } from '../repository.ts';
import { certgen } from './certgen.ts';
import { clusterAutoscaler } from './cluster-autoscaler.ts';
import { coredns } from './coredns.ts';
import { cpa } from './cpa.ts';
import { dashboard } from './dashboard.ts';
import { e2eHttpd } from './e2e-httpd.ts';
import { e2eNginx } from './e2e-nginx.ts';
import { ingressNginx } from './ingress-nginx.ts';
import { kubeApiserver } from './kube-apiserver.ts';
import { kubeControllerManager } from './kube-controller-manager.ts';
import { kubeProxy } from './kube-proxy.ts';
import { kubeScheduler } from './kube-scheduler.ts';
import { kubeStateMetrics } from './kube-state-metrics.ts';
import { metricsServer } from './metrics-server.ts';
import { nodeProblemDetector } from './node-problem-detector.ts';

/** Parts of a cluster. What they do is done by the cluster itself: their programs aren’t modelled. */
export const kubernetesParts: readonly Repository[] = [
  certgen,
  clusterAutoscaler,
  coredns,
  cpa,
  dashboard,
  e2eHttpd,
  e2eNginx,
  ingressNginx,
  kubeApiserver,
  kubeControllerManager,
  kubeProxy,
  kubeScheduler,
  kubeStateMetrics,
  metricsServer,
  nodeProblemDetector,
];
