import type { UserInfo } from '../../apiserver/user.ts';
import type { UserInfo as UserStatus } from '../../schemas/generated/types.ts';

/** authentication.k8s.io/v1's UserInfo, without what is empty. */
export function userStatus({ name, uid, groups, extra }: UserInfo): UserStatus {
  const values = Object.entries(extra).map(([key, list]) => [key, [...list]]);
  return {
    username: name,
    ...(uid === '' ? {} : { uid }),
    ...(groups.length === 0 ? {} : { groups: [...groups] }),
    ...(values.length === 0 ? {} : { extra: Object.fromEntries(values) }),
  };
}
