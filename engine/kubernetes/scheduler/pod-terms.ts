import { matches, type Requirement, requirementsOf } from '../apiserver/selectors.ts';
import type { Cluster } from '../cluster.ts';
import { namespaceKind } from '../kinds/namespace.ts';
import type { PodAffinityTerm } from '../schemas/generated/types.ts';

/** What a term is held against: a pod's namespace and labels. */
export interface TermSubject {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>> | undefined;
}

/** A pod affinity term with its selectors parsed. */
export interface PodTerm {
  readonly topologyKey: string;
  /** Undefined: selects no pod (a missing labelSelector). */
  readonly selector: readonly Requirement[] | undefined;
  readonly namespaces: ReadonlySet<string>;
  readonly namespaceSelector: readonly Requirement[] | undefined;
}

/** @param namespace of the pod that has the term: what it means where the term names none */
export function podTerm(term: PodAffinityTerm, namespace: string): PodTerm {
  const named = term.namespaces ?? [];
  const own = named.length === 0 && term.namespaceSelector === undefined;
  return {
    topologyKey: term.topologyKey,
    selector: term.labelSelector === undefined ? undefined : requirementsOf(term.labelSelector),
    namespaces: new Set(own ? [namespace] : named),
    namespaceSelector:
      term.namespaceSelector === undefined ? undefined : requirementsOf(term.namespaceSelector),
  };
}

/** Whether the term selects a pod, wherever that runs. */
export function termSelects(cluster: Cluster, term: PodTerm, pod: TermSubject): boolean {
  if (term.selector === undefined || !matches(pod.labels, term.selector)) return false;
  if (term.namespaces.has(pod.namespace)) return true;
  if (term.namespaceSelector === undefined) return false;
  const namespace = cluster.store.get(namespaceKind, '', pod.namespace);
  return namespace !== undefined && matches(namespace.metadata.labels, term.namespaceSelector);
}
