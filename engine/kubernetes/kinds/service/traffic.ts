import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { validatePort } from '../pod-spec/ports.ts';
import { isExternallyAccessible, needsHealthCheckPort, type ServiceSpec } from './facts.ts';

const POLICIES = ['Cluster', 'Local'];
const AFFINITIES = ['ClientIP', 'None'];

/** MaxClientIPServiceAffinitySeconds: a day. */
const AFFINITY_SECONDS_MAX = 86_400;

export function validateAffinity(spec: ServiceSpec, errors: FieldErrors): void {
  const { sessionAffinity = '', sessionAffinityConfig } = spec;
  if (sessionAffinity === '') errors.required('spec.sessionAffinity');
  else if (!AFFINITIES.includes(sessionAffinity)) {
    errors.notSupported('spec.sessionAffinity', sessionAffinity, AFFINITIES);
  }
  const { timeoutSeconds } = sessionAffinityConfig?.clientIP ?? {};
  if (sessionAffinity !== 'ClientIP' || timeoutSeconds === undefined) return;
  if (timeoutSeconds > 0 && timeoutSeconds <= AFFINITY_SECONDS_MAX) return;
  const why = `must be greater than 0 and less than ${AFFINITY_SECONDS_MAX}`;
  errors.invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', timeoutSeconds, why);
}

/** What may be said of the ways that traffic takes, and of the health check that goes with them. */
export function validateTrafficPolicies(spec: ServiceSpec, errors: FieldErrors): void {
  validateExternalPolicy(spec, errors);
  validateHealthCheckPort(spec, errors);
  const { internalTrafficPolicy: internal } = spec;
  if (internal !== undefined && !POLICIES.includes(internal)) {
    errors.notSupported('spec.internalTrafficPolicy', internal, POLICIES);
  }
  const { trafficDistribution: distribution } = spec;
  if (distribution !== undefined && distribution !== 'PreferClose') {
    errors.notSupported('spec.trafficDistribution', distribution, ['PreferClose']);
  }
}

function validateExternalPolicy(spec: ServiceSpec, errors: FieldErrors): void {
  const { externalTrafficPolicy: policy = '' } = spec;
  const at = 'spec.externalTrafficPolicy';
  if (!isExternallyAccessible(spec)) {
    if (policy !== '') errors.invalid(at, policy, 'may only be set for externally-accessible services');
  } else if (policy === '') errors.required(at);
  else if (!POLICIES.includes(policy)) errors.notSupported(at, policy, POLICIES);
}

function validateHealthCheckPort(spec: ServiceSpec, errors: FieldErrors): void {
  const { healthCheckNodePort: port = 0 } = spec;
  const at = 'spec.healthCheckNodePort';
  if (needsHealthCheckPort(spec)) {
    if (port === 0) errors.required(at);
    else validatePort(port, at, errors);
  } else if (port !== 0) {
    const why = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.invalid(at, port, why);
  }
}
