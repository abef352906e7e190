import { type LabelSelector, matches, requirementsOf, requirementsOfMap } from '../apiserver/selectors.ts';
import type { NodeObject } from '../kinds/node.ts';
import type { NodeSelectorRequirement, NodeSelectorTerm, PodSpec } from '../schemas/generated/types.ts';

/** A node test read off a pod once, then put to every node. */
type NodeTest = (node: NodeObject) => boolean;

/** One term of a node selector: all of its expressions and fields. An empty term matches no node. */
export function nodeTermTest(term: NodeSelectorTerm): NodeTest {
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length === 0 && matchFields.length === 0) return () => false;
  const labels = requirementsOf(selectorOf(matchExpressions));
  const fields = requirementsOf(selectorOf(matchFields));
  return ({ metadata }) =>
    matches(metadata.labels, labels) &&
    (fields.length === 0 || matches({ 'metadata.name': metadata.name }, fields));
}

function selectorOf(matchExpressions: NodeSelectorRequirement[]): LabelSelector {
  return { matchExpressions };
}

/** What spec.nodeSelector and the required node affinity ask for together; undefined: nothing. */
export function requiredNodeTest(spec: PodSpec): NodeTest | undefined {
  const selector = requirementsOfMap(spec.nodeSelector);
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (selector.length === 0 && required === undefined) return undefined;
  const terms = required?.nodeSelectorTerms.map(nodeTermTest);
  return (node) =>
    matches(node.metadata.labels, selector) && (terms === undefined || terms.some((term) => term(node)));
}

/**
 * The node names a required affinity pins the pod to, as a DaemonSet's does: every term names its node by
 * `metadata.name`. Undefined where the pod isn't pinned.
 */
export function pinnedNodes(spec: PodSpec): ReadonlySet<string> | undefined {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined || required.nodeSelectorTerms.length === 0) return undefined;
  const names = new Set<string>();
  for (const { matchFields = [] } of required.nodeSelectorTerms) {
    const pin = matchFields.find(({ key, operator }) => key === 'metadata.name' && operator === 'In');
    if (pin === undefined) return undefined;
    for (const name of pin.values ?? []) names.add(name);
  }
  return names;
}
