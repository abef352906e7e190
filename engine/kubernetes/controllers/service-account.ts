import { create } from '../apiserver/create.ts';
import type { Controller } from '../controller.ts';
import { namespaceKind } from '../kinds/namespace.ts';
import { serviceAccountKind } from '../kinds/service-account.ts';
import { draftMetadata } from '../object.ts';
import { controllerAuthor } from './controller-author.ts';

/** The account of pods that name none. */
const NAME = 'default';

const author = controllerAuthor('service-account-controller');

/** Sees to it that each namespace has a `default` ServiceAccount (upstream's pkg/controller/serviceaccount). */
export const serviceAccountController: Controller = {
  name: 'serviceaccount',
  watches: {
    namespaces: ({ entry }) => [entry.object.metadata.name],
    serviceaccounts: ({ event, entry: { object } }) =>
      event === 'DELETED' && object.metadata.name === NAME ? [object.metadata.namespace ?? ''] : [],
  },
  reconcile(cluster, namespace) {
    const owner = cluster.store.get(namespaceKind, '', namespace);
    if (owner === undefined || owner.metadata.deletionTimestamp !== undefined) return undefined;
    if (cluster.store.get(serviceAccountKind, namespace, NAME) !== undefined) return undefined;
    const draft = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: draftMetadata({ name: NAME }),
    };
    create(cluster, serviceAccountKind, namespace, draft, { author: author.create });
    return undefined;
  },
};
