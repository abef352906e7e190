import type { Author } from '../apiserver/store.ts';

/** Who a controller is to the API server, by what it does. */
export type ControllerAuthor = Readonly<Record<'create' | 'update' | 'patch' | 'delete', Author>>;

/** kube-controller-manager gives each of its controllers a service account (--use-service-account-credentials). */
export function controllerAuthor(account: string): ControllerAuthor {
  const as = (verb: string): Author => ({
    user: `system:serviceaccount:kube-system:${account}`,
    verb,
    manager: 'kube-controller-manager',
  });
  return { create: as('create'), update: as('update'), patch: as('patch'), delete: as('delete') };
}
