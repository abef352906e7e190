import { dns1123Label, dns1123Subdomain } from './names.ts';

const USER_PREFIX = 'system:serviceaccount:';
const ALL_GROUP = 'system:serviceaccounts';

/** The groups of a user that is a service account; undefined for other users. */
export function serviceAccountGroups(userName: string): string[] | undefined {
  if (!userName.startsWith(USER_PREFIX)) return undefined;
  const [namespace = '', name = '', ...rest] = userName.slice(USER_PREFIX.length).split(':');
  const isOne =
    rest.length === 0 && dns1123Label(namespace).length === 0 && dns1123Subdomain(name).length === 0;
  return isOne ? [ALL_GROUP, `${ALL_GROUP}:${namespace}`] : undefined;
}
