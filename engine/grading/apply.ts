import { shownEntry } from '../kubernetes/apiserver/conversion.ts';
import { create } from '../kubernetes/apiserver/create.ts';
import { parseJson } from '../kubernetes/apiserver/decode/json-text.ts';
import { apiVersionOf, type Kind, resourceOf } from '../kubernetes/apiserver/kind.ts';
import { isJsonObject, type JsonObject, ownValue } from '../kubernetes/apiserver/patch/json-object.ts';
import { threeWayMergePatch } from '../kubernetes/apiserver/patch/three-way-merge.ts';
import { patchObject } from '../kubernetes/apiserver/patch-object.ts';
import { readObject } from '../kubernetes/apiserver/read-object.ts';
import { ApiError } from '../kubernetes/apiserver/status.ts';
import type { Entry } from '../kubernetes/apiserver/store.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { kinds } from '../kubernetes/kinds/index.ts';
import { MESSAGE_CHARS_MAX } from '../limits.ts';
import type { Document, Manifest } from './documents.ts';
import type { AppliedDocument } from './report.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const MANAGER = 'kubectl-client-side-apply';
const USER = 'kubernetes-admin';

/** What kubectl finds out before it asks the API server to write anything. */
class KubectlError extends Error {
  override name = 'KubectlError';
}

/** Does with one document what `kubectl apply -f` does; a refusal changes nothing. */
export function applyDocument(cluster: Cluster, { file, index, content }: Document): AppliedDocument {
  const place = { file, document: index };
  if ('refusal' in content) return { ...place, ...refused(content.refusal) };
  const { manifest } = content;
  const object = displayName(manifest);
  try {
    return { ...place, object, outcome: apply(cluster, file, manifest) };
  } catch (error) {
    if (error instanceof ApiError || error instanceof KubectlError) {
      // A Status that names no object: kubectl words it so.
      return {
        ...place,
        object,
        ...refused(error.message.replace(/^ "" is invalid:/, 'The request is invalid:')),
      };
    }
    throw error;
  }
}

function refused(message: string): Pick<AppliedDocument, 'outcome' | 'message'> {
  const whole = message.length <= MESSAGE_CHARS_MAX;
  return { outcome: 'refused', message: whole ? message : `${message.slice(0, MESSAGE_CHARS_MAX)}…` };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function metadataOf(manifest: Manifest): JsonObject {
  return isJsonObject(manifest.metadata) ? manifest.metadata : {};
}

/** `deployment.apps/web`, as kubectl prints it. */
function displayName(manifest: Manifest): string {
  const apiVersion = text(manifest.apiVersion);
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const shown = `${manifest.kind.toLowerCase()}${group}/${text(metadataOf(manifest).name)}`;
  return shown.slice(0, MESSAGE_CHARS_MAX);
}

function kindOf(file: string, manifest: Manifest): Kind {
  const apiVersion = text(manifest.apiVersion);
  if (apiVersion === '') {
    throw new KubectlError(
      `error validating "${file}": error validating data: apiVersion not set; ` +
        'if you choose to ignore these errors, turn validation off with --validate=false',
    );
  }
  const kind = kinds.find((each) => each.kind === manifest.kind && apiVersionOf(each) === apiVersion);
  if (kind !== undefined) return kind;
  const { name, namespace } = metadataOf(manifest);
  throw new KubectlError(
    `resource mapping not found for name: "${text(name)}" namespace: "${text(namespace)}" from "${file}": ` +
      `no matches for kind "${manifest.kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
  );
}

function requireName(metadata: JsonObject): string {
  const name = text(metadata.name);
  if (name !== '') return name;
  const prefix = text(metadata.generateName);
  throw new KubectlError(
    prefix === '' ? 'resource name may not be empty' : `from ${prefix}: cannot use generate name with apply`,
  );
}

function apply(cluster: Cluster, file: string, manifest: Manifest): 'created' | 'configured' | 'unchanged' {
  const kind = kindOf(file, manifest);
  const metadata = metadataOf(manifest);
  const namespace = kind.namespaced ? text(metadata.namespace) || 'default' : '';
  const modified = annotated(kind, manifest, namespace);
  // What has metadata that is no object, or a name that is no text, the API server refuses below.
  const readable =
    isJsonObject(manifest.metadata ?? {}) && ['string', 'undefined'].includes(typeof metadata.name);
  const address = { namespace, name: readable ? requireName(metadata) : '' };
  const stored = cluster.store.entry(resourceOf(kind), address.namespace, address.name);
  if (stored === undefined) {
    const { object } = readObject(kind, modified, 'Strict');
    create(cluster, kind, namespace, object, { author: { user: USER, verb: 'create', manager: MANAGER } });
    return 'created';
  }
  const patch = threeWayMergePatch(
    { original: lastApplied(stored), modified, current: { ...shownEntry(kind, stored).object } },
    kind.definition,
  );
  if (Object.keys(patch).length === 0) return 'unchanged';
  patchObject(
    cluster,
    kind,
    address,
    {
      type: 'application/strategic-merge-patch+json',
      text: JSON.stringify(patch),
      fieldValidation: 'Strict',
    },
    { author: { user: USER, verb: 'patch', manager: MANAGER } },
    'object',
  );
  return 'configured';
}

/** The manifest with itself in an annotation, which the next apply compares with. */
function annotated(kind: Kind, manifest: Manifest, namespace: string): JsonObject {
  const metadata = manifest.metadata ?? {};
  if (!isJsonObject(metadata)) return manifest;
  const annotations = metadata.annotations ?? {};
  if (!isJsonObject(annotations)) return manifest;
  const { [LAST_APPLIED]: _last, ...others } = annotations;
  const unplaced = kind.namespaced && (metadata.namespace ?? '') === '';
  const placed = unplaced ? { ...metadata, namespace } : metadata;
  const configuration = { ...manifest, metadata: { ...placed, annotations: others } };
  const last = `${goJson(configuration)}\n`;
  const { namespace: _none, ...clusterWide } = placed;
  const written = kind.namespaced ? placed : clusterWide;
  return { ...configuration, metadata: { ...written, annotations: { ...others, [LAST_APPLIED]: last } } };
}

/** JSON as Go writes it: keys sorted, and what HTML would notice escaped. */
function goJson(value: JsonObject): string {
  const sort = (_key: string, item: unknown) =>
    isJsonObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item;
  return JSON.stringify(value, sort).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What was applied last; nothing where the object was created otherwise, or the annotation was spoilt. */
function lastApplied({ object }: Entry): JsonObject {
  const annotation = ownValue({ ...object.metadata.annotations }, LAST_APPLIED);
  if (typeof annotation !== 'string') return {};
  try {
    const original = parseJson(annotation);
    return isJsonObject(original) ? original : {};
  } catch {
    return {};
  }
}
