import { z } from 'zod';
import type { DeleteOptions } from '../../engine/kubernetes/apiserver/delete.ts';
import { badRequest, invalid } from '../../engine/kubernetes/apiserver/status.ts';

export const DELETE_OPTIONS_DEFINITION = 'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions';

/** metav1.DeleteOptions, as far as it is served. */
const schema = z.object({
  gracePeriodSeconds: z.int().nullish(),
  orphanDependents: z.boolean().nullish(),
  propagationPolicy: z.string().nullish(),
  preconditions: z.object({ uid: z.string().nullish(), resourceVersion: z.string().nullish() }).nullish(),
  dryRun: z.array(z.string()).nullish(),
});

type Options = Omit<DeleteOptions, 'author'>;

const KIND = { group: 'meta.k8s.io', plural: '', kind: 'DeleteOptions' };
const POLICIES = ['Orphan', 'Background', 'Foreground'] as const;

/**
 * The options of a deletion: from the body, or else from the query.
 * @throws ApiError 400 for a body of another shape, 422 for values that aren't known
 */
export function deleteOptions(body: unknown, query: URLSearchParams): Options {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badRequest(`unable to decode DeleteOptions: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { gracePeriodSeconds, propagationPolicy, orphanDependents, preconditions, dryRun } = parsed.data;
  const policy =
    propagationPolicy ?? query.get('propagationPolicy') ?? (orphanDependents === true ? 'Orphan' : undefined);
  const grace = gracePeriodSeconds ?? graceOf(query);
  const known = POLICIES.find((one) => one === policy);
  if (policy !== undefined && known === undefined) {
    throw invalid(KIND, '', [
      {
        reason: 'FieldValueNotSupported',
        field: 'propagationPolicy',
        message: `Unsupported value: ${JSON.stringify(policy.slice(0, 100))}: supported values: "Foreground", "Background", "Orphan", "nil"`,
      },
    ]);
  }
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: Math.max(0, grace) }),
    ...(known === undefined ? {} : { propagationPolicy: known }),
    ...(dryRun?.includes('All') ? { dryRun: true } : {}),
    preconditions: {
      ...(preconditions?.uid ? { uid: preconditions.uid } : {}),
      ...(preconditions?.resourceVersion ? { resourceVersion: preconditions.resourceVersion } : {}),
    },
  };
}

function graceOf(query: URLSearchParams): number | undefined {
  const text = query.get('gracePeriodSeconds');
  if (text === null) return undefined;
  if (!/^-?\d{1,9}$/.test(text))
    throw badRequest(
      `gracePeriodSeconds: strconv.ParseInt: parsing ${JSON.stringify(text.slice(0, 50))}: invalid syntax`,
    );
  return Number(text);
}
