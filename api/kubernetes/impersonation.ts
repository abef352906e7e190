import { serviceAccountGroups } from '../../engine/kubernetes/apiserver/service-account-user.ts';
import { badRequest } from '../../engine/kubernetes/apiserver/status.ts';
import {
  ALL_AUTHENTICATED,
  ALL_UNAUTHENTICATED,
  ANONYMOUS,
  type UserInfo,
} from '../../engine/kubernetes/apiserver/user.ts';

const EXTRA_PREFIX = 'impersonate-extra-';
const API_VERSION = 'authentication.k8s.io/v1';

/**
 * Whom a request acts as: k8s.io/apiserver's impersonation filter, with an authorizer that lets everybody be
 * anybody. @param user who is asking
 * @throws ApiError 400 where there is a group, a uid or an extra, but no user to impersonate
 */
export function actingUser(user: UserInfo, headers: Headers): UserInfo {
  const name = textOf(headers.get('impersonate-user') ?? '');
  const groups = valuesOf(headers.get('impersonate-group'));
  const uid = textOf(headers.get('impersonate-uid') ?? '');
  const extra = extraOf(headers);
  if (name !== '') {
    const own = groups.length > 0 ? groups : (serviceAccountGroups(name) ?? []);
    return { name, uid, groups: withEverybody(name, own), extra };
  }
  const references = [
    ...groups.map((group) => reference('Group', group)),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => reference('UserExtra', value, API_VERSION, key)),
    ),
    ...(uid === '' ? [] : [reference('UID', uid, API_VERSION)]),
  ];
  if (references.length === 0) return user;
  throw badRequest(`requested [${references.join(' ')}] without impersonating a user`);
}

/** The group of all who are known, or of all who aren't, unless one of them was asked for. */
function withEverybody(name: string, groups: readonly string[]): readonly string[] {
  const isAnonymous = name === ANONYMOUS;
  if (groups.includes(ALL_UNAUTHENTICATED)) return groups;
  if (!isAnonymous && groups.includes(ALL_AUTHENTICATED)) return groups;
  return [...groups, isAnonymous ? ALL_UNAUTHENTICATED : ALL_AUTHENTICATED];
}

function extraOf(headers: Headers): Record<string, string[]> {
  const found = [...headers].filter(([header]) => header.startsWith(EXTRA_PREFIX));
  return Object.fromEntries(
    found.map(([header, values]) => [unescaped(header.slice(EXTRA_PREFIX.length)), valuesOf(values)]),
  );
}

/** Go's url.PathUnescape; what can't be unescaped stays as it is. */
function unescaped(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** Values of a repeated header: Fetch knows them only joined, and this is what it joins them with. */
function valuesOf(joined: string | null): string[] {
  return joined === null ? [] : joined.split(', ').map(textOf);
}

/** Clients send UTF-8, which arrives a character a byte. */
function textOf(value: string): string {
  const codes = [...value].map((character) => character.codePointAt(0) ?? 0);
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return value;
  return new TextDecoder().decode(Uint8Array.from(codes));
}

/** A core/v1 ObjectReference as Go prints it: kind, namespace, name, uid, apiVersion, resourceVersion, fieldPath. */
function reference(kind: string, name: string, apiVersion = '', fieldPath = ''): string {
  return `{${[kind, '', name, '', apiVersion, '', fieldPath].join(' ')}}`;
}
