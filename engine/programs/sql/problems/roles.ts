import { unsupported, type Words } from './words.ts';

/** Who may do what. */
export const rolesProblems = {
  duplicateRole: {
    postgres: ['42710', 'role "{name}" already exists'],
    mysql: [1396, 'HY000', "Operation CREATE USER failed for '{name}'@'{host}'"],
  },
  undefinedRole: {
    postgres: ['42704', 'role "{name}" does not exist'],
    mysql: [1396, 'HY000', "Operation {what} failed for '{name}'@'{host}'"],
  },
  grantToNobody: {
    postgres: ['42704', 'role "{name}" does not exist'],
    mysql: [1410, '42000', 'You are not allowed to create a user with GRANT'],
  },
  noSuchGrant: {
    postgres: ['42704', 'role "{name}" does not exist'],
    mysql: [1141, '42000', "There is no such grant defined for user '{name}' on host '{host}'"],
  },
  currentRole: { postgres: ['55006', 'current user cannot be dropped'], mysql: unsupported },
  roleOwns: {
    postgres: ['2BP01', 'role "{name}" cannot be dropped because some objects depend on it'],
    mysql: unsupported,
  },
  notOwner: {
    postgres: ['42501', 'must be owner of {what} {name}'],
    mysql: [1142, '42000', "{privilege} command denied to user '{user}'@'{host}' for table '{name}'"],
  },
  denied: {
    postgres: ['42501', 'permission denied for {what} {name}'],
    mysql: [1142, '42000', "{privilege} command denied to user '{user}'@'{host}' for table '{name}'"],
  },
  deniedDatabase: {
    postgres: ['42501', 'permission denied to create {what}'],
    mysql: [1044, '42000', "Access denied for user '{user}'@'{host}' to database '{name}'"],
  },
  deniedGlobal: {
    postgres: ['42501', 'permission denied to {what}'],
    mysql: [
      1227,
      '42000',
      'Access denied; you need (at least one of) the {privilege} privilege(s) for this operation',
    ],
  },
  notThreadOwner: {
    postgres: ['42501', 'permission denied to terminate process'],
    mysql: [1095, 'HY000', 'You are not owner of thread {id}'],
  },
} as const satisfies Record<string, Words>;
