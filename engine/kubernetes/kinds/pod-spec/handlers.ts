import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type {
  Container,
  GRPCAction,
  HTTPGetAction,
  LifecycleHandler,
  Probe,
} from '../../schemas/generated/types.ts';
import { validateNonNegative } from './numbers.ts';
import { validatePort } from './ports.ts';

/** What a probe or a lifecycle hook does. */
type Handler = LifecycleHandler & { readonly grpc?: GRPCAction };

const MORE_THAN_ONE = 'may not specify more than 1 handler type';

/** @param gracePeriodSeconds the pod's, which bounds a sleep */
function validateHandler(
  { exec, httpGet, tcpSocket, grpc, sleep }: Handler,
  gracePeriodSeconds: number | undefined,
  field: string,
  errors: FieldErrors,
): void {
  let found = false;
  const only = (type: string, validate: () => void): void => {
    if (found) errors.forbidden(`${field}.${type}`, MORE_THAN_ONE);
    else validate();
    found = true;
  };
  if (exec !== undefined) {
    only('exec', () => {
      if ((exec.command ?? []).length === 0) errors.required(`${field}.exec.command`);
    });
  }
  if (httpGet !== undefined) only('httpGet', () => validateHttpGet(httpGet, `${field}.httpGet`, errors));
  if (tcpSocket !== undefined) {
    only('tcpSocket', () => validatePort(tcpSocket.port, `${field}.tcpSocket.port`, errors));
  }
  if (grpc !== undefined) only('grpc', () => validatePort(grpc.port, `${field}.grpc.port`, errors));
  if (sleep !== undefined) {
    only('sleep', () => {
      const { seconds } = sleep;
      if (gracePeriodSeconds === undefined || (seconds >= 0 && seconds <= gracePeriodSeconds)) return;
      const why = `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriodSeconds})`;
      errors.invalid(`${field}.sleep`, seconds, why);
    });
  }
  if (!found) errors.required(field, 'must specify a handler type');
}

const HEADER_NAME = /^[-A-Za-z0-9]+$/;

function validateHttpGet(
  { path = '', port, scheme = '', httpHeaders }: HTTPGetAction,
  field: string,
  errors: FieldErrors,
) {
  if (path === '') errors.required(`${field}.path`);
  validatePort(port, `${field}.port`, errors);
  if (scheme !== 'HTTP' && scheme !== 'HTTPS') {
    errors.notSupported(`${field}.scheme`, scheme, ['HTTP', 'HTTPS']);
  }
  for (const { name } of httpHeaders ?? []) {
    if (HEADER_NAME.test(name)) continue;
    const why =
      "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";
    errors.invalid(`${field}.httpHeaders`, name, why);
  }
}

type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

function validateProbe(
  probe: Probe,
  name: ProbeName,
  gracePeriodSeconds: number | undefined,
  field: string,
  errors: FieldErrors,
): void {
  validateHandler(probe, gracePeriodSeconds, field, errors);
  validateNonNegative(probe.initialDelaySeconds, `${field}.initialDelaySeconds`, errors);
  validateNonNegative(probe.timeoutSeconds, `${field}.timeoutSeconds`, errors);
  validateNonNegative(probe.periodSeconds, `${field}.periodSeconds`, errors);
  validateNonNegative(probe.successThreshold, `${field}.successThreshold`, errors);
  validateNonNegative(probe.failureThreshold, `${field}.failureThreshold`, errors);
  const own = probe.terminationGracePeriodSeconds;
  if (own !== undefined && own <= 0) {
    errors.invalid(`${field}.terminationGracePeriodSeconds`, own, 'must be greater than 0');
  }
  if (name !== 'readinessProbe') {
    if (probe.successThreshold !== 1) {
      errors.invalid(`${field}.successThreshold`, probe.successThreshold ?? 0, 'must be 1');
    }
  } else if (own !== undefined) {
    errors.invalid(`${field}.terminationGracePeriodSeconds`, own, 'must not be set for readinessProbes');
  }
}

/** What is asked of and done to a running container: lifecycle hooks and probes. */
export function validateHandlers(
  { lifecycle, livenessProbe, readinessProbe, startupProbe }: Container,
  gracePeriodSeconds: number | undefined,
  field: string,
  errors: FieldErrors,
): void {
  const { postStart, preStop } = lifecycle ?? {};
  if (postStart !== undefined) {
    validateHandler(postStart, gracePeriodSeconds, `${field}.lifecycle.postStart`, errors);
  }
  if (preStop !== undefined) {
    validateHandler(preStop, gracePeriodSeconds, `${field}.lifecycle.preStop`, errors);
  }
  const probes = { livenessProbe, readinessProbe, startupProbe };
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = probes[name];
    if (probe !== undefined) validateProbe(probe, name, gracePeriodSeconds, `${field}.${name}`, errors);
  }
}
