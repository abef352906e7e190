import { parseReference } from '../../../registry/reference.ts';
import { formatQuantity, milliValue, parseQuantity, quantityOfMilli } from '../../apiserver/quantity.ts';
import type {
  Container,
  LifecycleHandler,
  PodSpec,
  PodTemplateSpec,
  Probe,
  Quantity,
} from '../../schemas/generated/types.ts';
import { defaultVolume } from './volume-defaults.ts';

/** Upstream's SetDefaults_PodSpec and those of all that a PodSpec holds: what pods and templates share. */
function defaultPodSpec(spec: PodSpec): void {
  spec.containers ??= [];
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.restartPolicy ??= 'Always';
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= 30;
  spec.schedulerName ??= 'default-scheduler';
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  if (account !== undefined) {
    spec.serviceAccountName = account;
    spec.serviceAccount = account;
  }
  for (const container of spec.containers) defaultContainer(container);
  for (const container of spec.initContainers ?? []) defaultContainer(container);
  for (const container of spec.ephemeralContainers ?? []) defaultContainer(container);
  for (const volume of spec.volumes ?? []) defaultVolume(volume);
  if (spec.overhead !== undefined) roundQuantities(spec.overhead);
}

/** A pod template is written with `creationTimestamp: null`: Go's zero time isn't omitted. */
export function defaultPodTemplate(template: PodTemplateSpec): void {
  template.metadata ??= {};
  if (template.metadata.creationTimestamp === undefined) {
    Object.assign(template.metadata, { creationTimestamp: null });
  }
  template.spec ??= { containers: [] };
  defaultPodSpec(template.spec);
}

/** Upstream's SetDefaults_Pod: what pods have and templates don't. */
export function defaultPod(spec: PodSpec): void {
  defaultPodSpec(spec);
  spec.enableServiceLinks ??= true;
  for (const container of spec.containers) defaultForPod(container, spec.hostNetwork === true);
  for (const container of spec.initContainers ?? []) defaultForPod(container, spec.hostNetwork === true);
}

function defaultForPod({ resources, ports }: Container, hostNetwork: boolean): void {
  if (resources?.limits !== undefined) {
    // Spread defines its keys, whatever they are called.
    resources.requests = { ...resources.limits, ...resources.requests };
  }
  if (!hostNetwork) return;
  for (const port of ports ?? []) if ((port.hostPort ?? 0) === 0) port.hostPort = port.containerPort;
}

function defaultContainer(container: Container): void {
  container.imagePullPolicy ??= isLatest(container.image ?? '') ? 'Always' : 'IfNotPresent';
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  container.resources ??= {};
  const { limits, requests } = container.resources;
  if (limits !== undefined) roundQuantities(limits);
  if (requests !== undefined) roundQuantities(requests);
  for (const port of container.ports ?? []) port.protocol ??= 'TCP';
  for (const variable of container.env ?? []) {
    const fieldRef = variable.valueFrom?.fieldRef;
    if (fieldRef !== undefined) fieldRef.apiVersion ??= 'v1';
  }
  if (container.livenessProbe !== undefined) defaultProbe(container.livenessProbe);
  if (container.readinessProbe !== undefined) defaultProbe(container.readinessProbe);
  if (container.startupProbe !== undefined) defaultProbe(container.startupProbe);
  const { postStart, preStop } = container.lifecycle ?? {};
  if (postStart !== undefined) defaultHttpGet(postStart);
  if (preStop !== undefined) defaultHttpGet(preStop);
}

/** The pull policy depends on the tag that was written, or on none; of a bad reference nothing is known. */
function isLatest(image: string): boolean {
  const parsed = parseReference(image);
  if ('error' in parsed) return false;
  const { tag, digest } = parsed.reference;
  return tag === 'latest' || (tag === undefined && digest === undefined);
}

function defaultProbe(probe: Probe): void {
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
  defaultHttpGet(probe);
  if (probe.grpc !== undefined) probe.grpc.service ??= '';
}

function defaultHttpGet({ httpGet }: Pick<LifecycleHandler, 'httpGet'>): void {
  if (httpGet === undefined) return;
  httpGet.path ??= '/';
  httpGet.scheme ??= 'HTTP';
}

/** Quantities finer than a thousandth are rounded up to one (SetDefaults_ResourceList). */
function roundQuantities(quantities: Record<string, Quantity>): void {
  for (const resource of Object.keys(quantities)) {
    const text = quantities[resource];
    if (text === undefined || resource === '__proto__' || !/[nu]$|\.\d{4}/.test(text)) continue;
    quantities[resource] = formatQuantity(quantityOfMilli(milliValue(parseQuantity(text))));
  }
}
