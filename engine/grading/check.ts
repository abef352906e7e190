import { shownEntry } from '../kubernetes/apiserver/conversion.ts';
import { entriesOf, entryOf } from '../kubernetes/apiserver/entries.ts';
import { matches } from '../kubernetes/apiserver/selectors.ts';
import { notFound } from '../kubernetes/apiserver/status.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { EVIDENCE_OBJECTS_MAX, MESSAGE_CHARS_MAX } from '../limits.ts';
import type { CompiledCheck } from './assignment.ts';
import { type CelProgram, evaluate } from './cel.ts';
import { type Mismatch, mismatches } from './containment.ts';
import {
  absenceEvidence,
  celEvidence,
  formatValue,
  limitLines,
  mismatchEvidence,
  podEvidence,
} from './evidence.ts';
import { formatPath } from './path.ts';
import type { AppliedDocument, CheckResult } from './report.ts';

/** What speaks against a check; undefined where it holds. */
type Finding = { readonly message: string; readonly evidence: readonly string[] } | undefined;

/** Evaluates one check on the cluster as it is now. @param applied what became of the submission's documents */
export function evaluateCheck(
  cluster: Cluster,
  compiled: CompiledCheck,
  applied: readonly AppliedDocument[],
): CheckResult {
  const { id, title, points: maxPoints, visibility, hint } = compiled.check;
  const finding = find(cluster, compiled, applied);
  const passed = finding === undefined;
  const result = { id, title, points: passed ? maxPoints : 0, maxPoints, passed, visibility };
  if (passed) return result;
  if (visibility === 'hidden') return { ...result, message: 'a hidden check failed' };
  return {
    ...result,
    message: finding.message.slice(0, MESSAGE_CHARS_MAX),
    ...(hint === undefined ? {} : { hint }),
    evidence: limitLines(finding.evidence),
  };
}

function find(cluster: Cluster, compiled: CompiledCheck, applied: readonly AppliedDocument[]): Finding {
  const { check, kind, condition } = compiled;
  const objects = targets(cluster, compiled);
  if (check.target.name !== undefined && objects.length === 0) {
    const { message } = notFound(kind, check.target.name);
    return { message, evidence: absenceEvidence(cluster, compiled, applied) };
  }
  if ('cel' in condition) return findCel(cluster, compiled, condition.cel, objects);
  return findMismatch(cluster, compiled, condition.matches, objects);
}

function targets(cluster: Cluster, { check, kind, labels }: CompiledCheck): readonly KubernetesObject[] {
  const { name, namespace } = check.target;
  if (name === undefined) {
    const entries = entriesOf(cluster, kind, kind.namespaced ? namespace : undefined);
    return entries
      .map((entry) => shownEntry(kind, entry).object)
      .filter(({ metadata }) => matches(metadata.labels, labels));
  }
  const entry = entryOf(cluster, kind, kind.namespaced ? (namespace ?? 'default') : '', name);
  return entry === undefined ? [] : [shownEntry(kind, entry).object];
}

/** Slices and endpoints say which pods are ready, without a field that is called status. */
const READINESS_KINDS: ReadonlySet<string> = new Set(['EndpointSlice', 'Endpoints']);

function findCel(
  cluster: Cluster,
  { check, kind }: CompiledCheck,
  program: CelProgram,
  objects: readonly KubernetesObject[],
): Finding {
  const single = check.target.name !== undefined;
  const failures = evaluate(program, single ? objects[0] : objects);
  if (failures.length === 0) return undefined;
  const message = failures
    .map(({ text, error }) => (error === undefined ? `not true: ${text}` : `${error}, in ${text}`))
    .join('; ');
  const paths = failures.flatMap((failure) => failure.paths);
  const aboutState =
    READINESS_KINDS.has(kind.kind) || paths.some((path) => path.includes('status') || path.length === 1);
  const pods = aboutState ? podEvidence(cluster, objects) : [];
  return { message, evidence: [...pods, ...celEvidence(failures, check.target, objects)] };
}

function findMismatch(
  cluster: Cluster,
  { check, kind }: CompiledCheck,
  wanted: unknown,
  objects: readonly KubernetesObject[],
): Finding {
  const found = objects.map((object) => ({ object, mismatches: mismatches(wanted, object) }));
  const [closest] = found.toSorted((a, b) => a.mismatches.length - b.mismatches.length);
  if (closest === undefined) return { message: `there is no such ${kind.kind}`, evidence: [] };
  if (closest.mismatches.length === 0) return undefined;
  const shown = found.slice(0, EVIDENCE_OBJECTS_MAX);
  const evidence = shown.flatMap((each) => mismatchEvidence(each.object, check.target, each.mismatches));
  const aboutState =
    READINESS_KINDS.has(kind.kind) || closest.mismatches.some(({ path }) => path.includes('status'));
  const pods = aboutState ? podEvidence(cluster, objects) : [];
  return { message: describe(closest.mismatches), evidence: [...pods, ...evidence] };
}

function describe(all: readonly Mismatch[]): string {
  return all
    .map(({ path, wanted }) =>
      wanted === null
        ? `${formatPath(path)} must not be set`
        : `${formatPath(path)} must be ${formatValue(wanted)}`,
    )
    .join('; ');
}
