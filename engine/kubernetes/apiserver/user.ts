/** Who makes a request: k8s.io/apiserver's user.Info. */
export interface UserInfo {
  readonly name: string;
  /** Empty where the way of authenticating knows none. */
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

export const ANONYMOUS = 'system:anonymous';
export const ALL_AUTHENTICATED = 'system:authenticated';
export const ALL_UNAUTHENTICATED = 'system:unauthenticated';

/** With the group that everybody is in who could say who they are (apiserver's AuthenticatedGroupAdder). */
export function authenticated(user: UserInfo): UserInfo {
  const isDecided = user.groups.some((group) => group === ALL_AUTHENTICATED || group === ALL_UNAUTHENTICATED);
  if (user.name === ANONYMOUS || isDecided) return user;
  return { ...user, groups: [...user.groups, ALL_AUTHENTICATED] };
}
