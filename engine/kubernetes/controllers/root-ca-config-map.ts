import { create } from '../apiserver/create.ts';
import { update } from '../apiserver/update.ts';
import type { Controller } from '../controller.ts';
import { configMapKind } from '../kinds/config-map.ts';
import { namespaceKind } from '../kinds/namespace.ts';
import { copy, draftMetadata } from '../object.ts';
import { controllerAuthor } from './controller-author.ts';

const NAME = 'kube-root-ca.crt';
const KEY = 'ca.crt';

const DESCRIPTION_ANNOTATION = 'kubernetes.io/description';
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** A certificate authority whose key nobody has: nothing in a sandbox is ever signed by it. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBdDCCARqgAwIBAgIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDAprdWJlcm5l
dGVzMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAVMRMwEQYDVQQD
DAprdWJlcm5ldGVzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEHqs+B5TeSmOh
p6sebG5JJtWHZV/ZGkts3YYGc79hgswOV2THv9rpkQkCHrvTLUUCjETmkl5tXfgi
tM8id3bJPKNZMFcwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAqQwHQYD
VR0OBBYEFLWca6b6FAK2dMYr2AfVHre004MwMBUGA1UdEQQOMAyCCmt1YmVybmV0
ZXMwCgYIKoZIzj0EAwIDSAAwRQIgBeA5Q9fQcqymluQM+kHOsBUyiCZPYLD3Bqcq
DYC1isgCIQD14GTomQ/MI57wN+z1L4Vu3k6n2WjQWqC+GoOc5CWoeg==
-----END CERTIFICATE-----
`;

const author = controllerAuthor('root-ca-cert-publisher');

/** Publishes the cluster's certificate authority in each namespace, and restores it (upstream's rootcacertpublisher). */
export const rootCaConfigMapController: Controller = {
  name: 'root-ca-cert-publisher',
  watches: {
    namespaces: ({ entry }) => [entry.object.metadata.name],
    configmaps: ({ entry: { object } }) =>
      object.metadata.name === NAME ? [object.metadata.namespace ?? ''] : [],
  },
  reconcile(cluster, namespace) {
    const owner = cluster.store.get(namespaceKind, '', namespace);
    if (owner === undefined || owner.metadata.deletionTimestamp !== undefined) return undefined;
    const annotations = { [DESCRIPTION_ANNOTATION]: DESCRIPTION };
    const data = { [KEY]: CERTIFICATE };
    const current = cluster.store.get(configMapKind, namespace, NAME);
    if (current === undefined) {
      const metadata = draftMetadata({ name: NAME, annotations });
      const draft = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
      create(cluster, configMapKind, namespace, draft, { author: author.create });
      return undefined;
    }
    const draft = copy(current);
    draft.data = data;
    draft.metadata.annotations = { ...draft.metadata.annotations, ...annotations };
    update(cluster, configMapKind, { namespace, name: NAME }, draft, { author: author.update });
    return undefined;
  },
};
