import { unsupported, type Words } from './words.ts';

/** Transactions, locks, cursors, settings, and what the server can not do. */
export const sessionsProblems = {
  inTransaction: { postgres: ['25001', '{what} cannot run inside a transaction block'], mysql: unsupported },
  abortedTransaction: {
    postgres: ['25P02', 'current transaction is aborted, commands ignored until end of transaction block'],
    mysql: unsupported,
  },
  undefinedSavepoint: {
    postgres: ['3B001', 'savepoint "{name}" does not exist'],
    mysql: [1305, '42000', 'SAVEPOINT {name} does not exist'],
  },
  deadlock: {
    postgres: ['40P01', 'deadlock detected'],
    mysql: [1213, '40001', 'Deadlock found when trying to get lock; try restarting transaction'],
  },
  notLocked: {
    postgres: ['55P03', 'could not obtain lock on row in relation "{table}"'],
    mysql: [
      3572,
      'HY000',
      'Statement aborted because lock(s) could not be acquired immediately and NOWAIT is set.',
    ],
  },
  tableNotLocked: {
    postgres: ['55P03', 'could not obtain lock on relation "{table}"'],
    mysql: unsupported,
  },
  lockTimeout: {
    postgres: ['55P03', 'canceling statement due to lock timeout'],
    mysql: [1205, 'HY000', 'Lock wait timeout exceeded; try restarting transaction'],
  },
  outsideTransaction: {
    postgres: ['25P01', '{what} can only be used in transaction blocks'],
    mysql: unsupported,
  },
  undefinedCursor: { postgres: ['34000', 'cursor "{name}" does not exist'], mysql: unsupported },
  duplicateCursor: { postgres: ['42P03', 'cursor "{name}" already exists'], mysql: unsupported },
  notPreparable: {
    postgres: ['42601', 'syntax error at or near "{what}"'],
    mysql: [1295, 'HY000', 'This command is not supported in the prepared statement protocol yet'],
  },
  unknownThread: {
    postgres: ['22023', 'PID {id} is not a PostgreSQL backend process'],
    mysql: [1094, 'HY000', 'Unknown thread id: {id}'],
  },
  tooMuchWork: {
    postgres: ['57014', 'canceling statement due to statement timeout'],
    mysql: [3024, 'HY000', 'Query execution was interrupted, maximum statement execution time exceeded'],
  },
  cancelled: {
    postgres: ['57014', 'canceling statement due to user request'],
    mysql: [1317, '70100', 'Query execution was interrupted'],
  },
  tooManyRows: {
    postgres: ['53200', 'out of memory'],
    mysql: [1038, 'HY001', 'Out of sort memory, consider increasing server sort buffer size'],
  },
  diskFull: {
    postgres: ['53100', 'could not extend file "base/1/1": No space left on device'],
    mysql: [1114, 'HY000', "The table '{table}' is full"],
  },
  cantWrite: {
    postgres: ['58030', 'could not write to file "pg_wal/xlogtemp.1": {words}'],
    mysql: [1026, 'HY000', "Error writing file 'binlog' ({words})"],
  },
  corrupt: {
    postgres: ['XX001', 'invalid page in the data directory'],
    mysql: [1877, 'HY000', 'Operation cannot be performed. A table is missing or corrupted.'],
  },
  tooComplex: {
    postgres: ['54001', 'stack depth limit exceeded'],
    mysql: [1436, 'HY000', 'Thread stack overrun'],
  },
  tooLarge: {
    postgres: ['54000', 'the value is too large'],
    mysql: [1301, 'HY000', 'Result of a function was larger than max_allowed_packet - truncated'],
  },
  undefinedVariable: {
    postgres: ['42704', 'unrecognized configuration parameter "{name}"'],
    mysql: [1193, 'HY000', "Unknown system variable '{name}'"],
  },
  undefinedPrepared: {
    postgres: ['26000', 'prepared statement "{name}" does not exist'],
    mysql: [1243, 'HY000', 'Unknown prepared statement handler ({name}) given to EXECUTE'],
  },
  duplicatePrepared: {
    postgres: ['42P05', 'prepared statement "{name}" already exists'],
    mysql: unsupported,
  },
  sequenceNotYet: {
    postgres: ['55000', 'currval of sequence "{name}" is not yet defined in this session'],
    mysql: unsupported,
  },
} as const satisfies Record<string, Words>;
