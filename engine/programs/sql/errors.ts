/** What a problem is called in both dialects: SQLSTATE and words; MySQL's has a number before them. `{name}` is filled in. */
interface Words {
  readonly postgres: readonly [state: string, words: string];
  readonly mysql: readonly [number: number, state: string, words: string];
}

const unsupported: Words['mysql'] = [1235, '42000', "This version of MySQL doesn't yet support '{what}'"];

const problems = {
  syntax: {
    postgres: ['42601', 'syntax error at or near "{near}"'],
    mysql: [
      1064,
      '42000',
      "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '{rest}' at line {line}",
    ],
  },
  syntaxAtEnd: {
    postgres: ['42601', 'syntax error at end of input'],
    mysql: [
      1064,
      '42000',
      "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '' at line {line}",
    ],
  },
  unterminated: {
    postgres: ['42601', 'unterminated {what} at or near "{near}"'],
    mysql: [
      1064,
      '42000',
      "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '{near}' at line 1",
    ],
  },
  unsupported: { postgres: ['0A000', '{what} is not part of the simulation'], mysql: unsupported },
  emptyQuery: {
    postgres: ['42601', 'syntax error at end of input'],
    mysql: [1065, '42000', 'Query was empty'],
  },
  undefinedTable: {
    postgres: ['42P01', 'relation "{name}" does not exist'],
    mysql: [1146, '42S02', "Table '{qualified}' doesn't exist"],
  },
  dropUndefined: {
    postgres: ['42P01', '{what} "{name}" does not exist'],
    mysql: [1051, '42S02', "Unknown table '{qualified}'"],
  },
  notWhat: {
    postgres: ['42809', '"{name}" is not a {what}'],
    mysql: [1347, 'HY000', "'{qualified}' is not {what}"],
  },
  missingFrom: {
    postgres: ['42P01', 'missing FROM-clause entry for table "{table}"'],
    mysql: [1054, '42S22', "Unknown column '{table}.{name}' in '{clause}'"],
  },
  undefinedColumn: {
    postgres: ['42703', 'column "{name}" does not exist'],
    mysql: [1054, '42S22', "Unknown column '{name}' in '{clause}'"],
  },
  undefinedQualified: {
    postgres: ['42703', 'column {name} does not exist'],
    mysql: [1054, '42S22', "Unknown column '{name}' in '{clause}'"],
  },
  undefinedColumnOf: {
    postgres: ['42703', 'column "{name}" of relation "{table}" does not exist'],
    mysql: [1054, '42S22', "Unknown column '{name}' in 'field list'"],
  },
  undefinedKeyColumn: {
    postgres: ['42703', 'column "{name}" named in key does not exist'],
    mysql: [1072, '42000', "Key column '{name}' doesn't exist in table"],
  },
  cantDropColumn: {
    postgres: ['42703', 'column "{name}" of relation "{table}" does not exist'],
    mysql: [1091, '42000', "Can't DROP '{name}'; check that column/key exists"],
  },
  ambiguousColumn: {
    postgres: ['42702', 'column reference "{name}" is ambiguous'],
    mysql: [1052, '23000', "Column '{name}' in {clause} is ambiguous"],
  },
  duplicateTable: {
    postgres: ['42P07', 'relation "{name}" already exists'],
    mysql: [1050, '42S01', "Table '{name}' already exists"],
  },
  duplicateColumn: {
    postgres: ['42701', 'column "{name}" of relation "{table}" already exists'],
    mysql: [1060, '42S21', "Duplicate column name '{name}'"],
  },
  columnTwice: {
    postgres: ['42701', 'column "{name}" specified more than once'],
    mysql: [1110, '42000', "Column '{name}' specified twice"],
  },
  duplicateAlias: {
    postgres: ['42712', 'table name "{name}" specified more than once'],
    mysql: [1066, '42000', "Not unique table/alias: '{name}'"],
  },
  duplicateConstraint: {
    postgres: ['42710', 'constraint "{name}" for relation "{table}" already exists'],
    mysql: [1061, '42000', "Duplicate key name '{name}'"],
  },
  undefinedConstraint: {
    postgres: ['42704', 'constraint "{name}" of relation "{table}" does not exist'],
    mysql: [1091, '42000', "Can't DROP '{name}'; check that column/key exists"],
  },
  twoPrimaryKeys: {
    postgres: ['42P16', 'multiple primary keys for table "{table}" are not allowed'],
    mysql: [1068, '42000', 'Multiple primary key defined'],
  },
  autoWithoutKey: {
    postgres: ['42P16', 'invalid table definition'],
    mysql: [
      1075,
      '42000',
      'Incorrect table definition; there can be only one auto column and it must be defined as a key',
    ],
  },
  duplicateSchema: {
    postgres: ['42P06', 'schema "{name}" already exists'],
    mysql: [1007, 'HY000', "Can't create database '{name}'; database exists"],
  },
  undefinedSchema: {
    postgres: ['3F000', 'schema "{name}" does not exist'],
    mysql: [1049, '42000', "Unknown database '{name}'"],
  },
  dropUndefinedSchema: {
    postgres: ['3F000', 'schema "{name}" does not exist'],
    mysql: [1008, 'HY000', "Can't drop database '{name}'; database doesn't exist"],
  },
  noSchema: {
    postgres: ['3F000', 'no schema has been selected to create in'],
    mysql: [1046, '3D000', 'No database selected'],
  },
  duplicateDatabase: { postgres: ['42P04', 'database "{name}" already exists'], mysql: unsupported },
  undefinedDatabase: {
    postgres: ['3D000', 'database "{name}" does not exist'],
    mysql: [1049, '42000', "Unknown database '{name}'"],
  },
  currentDatabase: { postgres: ['55006', 'cannot drop the currently open database'], mysql: unsupported },
  databaseInUse: {
    postgres: ['55006', 'database "{name}" is being accessed by other users'],
    mysql: unsupported,
  },
  inTransaction: { postgres: ['25001', '{what} cannot run inside a transaction block'], mysql: unsupported },
  abortedTransaction: {
    postgres: ['25P02', 'current transaction is aborted, commands ignored until end of transaction block'],
    mysql: unsupported,
  },
  undefinedSavepoint: {
    postgres: ['3B001', 'savepoint "{name}" does not exist'],
    mysql: [1305, '42000', 'SAVEPOINT {name} does not exist'],
  },
  savepointOutside: {
    postgres: ['25P01', '{what} can only be used in transaction blocks'],
    mysql: unsupported,
  },
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
  duplicateType: { postgres: ['42710', 'type "{name}" already exists'], mysql: unsupported },
  undefinedType: {
    postgres: ['42704', 'type "{name}" does not exist'],
    mysql: [
      1064,
      '42000',
      "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '{name}' at line 1",
    ],
  },
  undefinedExtension: {
    postgres: ['0A000', 'extension "{name}" is not available'],
    mysql: unsupported,
  },
  dependents: {
    postgres: ['2BP01', 'cannot drop {what} {name} because other objects depend on it'],
    mysql: [
      3730,
      'HY000',
      "Cannot drop table '{name}' referenced by a foreign key constraint '{constraint}' on table '{other}'.",
    ],
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
  notNull: {
    postgres: ['23502', 'null value in column "{name}" of relation "{table}" violates not-null constraint'],
    mysql: [1048, '23000', "Column '{name}' cannot be null"],
  },
  containsNulls: {
    postgres: ['23502', 'column "{name}" of relation "{table}" contains null values'],
    mysql: [1138, '22004', 'Invalid use of NULL value'],
  },
  noDefault: {
    postgres: ['23502', 'null value in column "{name}" of relation "{table}" violates not-null constraint'],
    mysql: [1364, 'HY000', "Field '{name}' doesn't have a default value"],
  },
  unique: {
    postgres: ['23505', 'duplicate key value violates unique constraint "{name}"'],
    mysql: [1062, '23000', "Duplicate entry '{entry}' for key '{table}.{name}'"],
  },
  uniqueIndex: {
    postgres: ['23505', 'could not create unique index "{name}"'],
    mysql: [1062, '23000', "Duplicate entry '{entry}' for key '{table}.{name}'"],
  },
  check: {
    postgres: ['23514', 'new row for relation "{table}" violates check constraint "{name}"'],
    mysql: [3819, 'HY000', "Check constraint '{name}' is violated."],
  },
  checkExisting: {
    postgres: ['23514', 'check constraint "{name}" of relation "{table}" is violated by some row'],
    mysql: [3819, 'HY000', "Check constraint '{name}' is violated."],
  },
  foreignChild: {
    postgres: ['23503', 'insert or update on table "{table}" violates foreign key constraint "{name}"'],
    mysql: [1452, '23000', 'Cannot add or update a child row: a foreign key constraint fails ({shown})'],
  },
  foreignParent: {
    postgres: [
      '23503',
      'update or delete on table "{parent}" violates foreign key constraint "{name}" on table "{table}"',
    ],
    mysql: [1451, '23000', 'Cannot delete or update a parent row: a foreign key constraint fails ({shown})'],
  },
  foreignMissingKey: {
    postgres: ['42830', 'there is no unique constraint matching given keys for referenced table "{parent}"'],
    mysql: [
      1822,
      'HY000',
      "Failed to add the foreign key constraint. Missing index for constraint '{name}' in the referenced table '{parent}'",
    ],
  },
  foreignNoTable: {
    postgres: ['42P01', 'relation "{name}" does not exist'],
    mysql: [1824, 'HY000', "Failed to open the referenced table '{name}'"],
  },
  truncateReferenced: {
    postgres: ['0A000', 'cannot truncate a table referenced in a foreign key constraint'],
    mysql: [1701, '42000', 'Cannot truncate a table referenced in a foreign key constraint ({shown})'],
  },
  invalidInput: {
    postgres: ['22P02', 'invalid input syntax for type {type}: "{value}"'],
    mysql: [1366, 'HY000', "Incorrect {type} value: '{value}' for column '{column}' at row {row}"],
  },
  invalidDate: {
    postgres: ['22007', 'invalid input syntax for type {type}: "{value}"'],
    mysql: [1292, '22007', "Incorrect {type} value: '{value}' for column '{column}' at row {row}"],
  },
  dateRange: {
    postgres: ['22008', 'date/time field value out of range: "{value}"'],
    mysql: [1292, '22007', "Incorrect {type} value: '{value}' for column '{column}' at row {row}"],
  },
  invalidEnum: {
    postgres: ['22P02', 'invalid input value for enum {type}: "{value}"'],
    mysql: [1265, '01000', "Data truncated for column '{column}' at row {row}"],
  },
  invalidJson: {
    postgres: ['22P02', 'invalid input syntax for type json'],
    mysql: [
      3140,
      '22032',
      'Invalid JSON text: "Invalid value." at position 0 in value for column \'{column}\'.',
    ],
  },
  outOfRange: {
    postgres: ['22003', '{type} out of range'],
    mysql: [1264, '22003', "Out of range value for column '{column}' at row {row}"],
  },
  valueOutOfRange: {
    postgres: ['22003', 'value "{value}" is out of range for type {type}'],
    mysql: [1264, '22003', "Out of range value for column '{column}' at row {row}"],
  },
  numericOverflow: {
    postgres: ['22003', 'numeric field overflow'],
    mysql: [1264, '22003', "Out of range value for column '{column}' at row {row}"],
  },
  overflow: {
    postgres: ['22003', 'value overflows numeric format'],
    mysql: [1690, '22003', 'DOUBLE value is out of range'],
  },
  tooLong: {
    postgres: ['22001', 'value too long for type {type}'],
    mysql: [1406, '22001', "Data too long for column '{column}' at row {row}"],
  },
  divisionByZero: { postgres: ['22012', 'division by zero'], mysql: [1365, '22012', 'Division by 0'] },
  undefinedFunction: {
    postgres: ['42883', 'function {signature} does not exist'],
    mysql: [1305, '42000', 'FUNCTION {schema}.{name} does not exist'],
  },
  undefinedOperator: {
    postgres: ['42883', 'operator does not exist: {left} {op} {right}'],
    mysql: unsupported,
  },
  undefinedParameter: {
    postgres: ['42P02', 'there is no parameter \u0024{index}'],
    mysql: [1210, 'HY000', 'Incorrect arguments to EXECUTE'],
  },
  badArgument: { postgres: ['22023', '{words}'], mysql: [1210, 'HY000', '{words}'] },
  mismatch: { postgres: ['42804', '{words}'], mysql: [1210, 'HY000', '{words}'] },
  wrongColumnType: {
    postgres: ['42804', 'column "{name}" is of type {type} but expression is of type {given}'],
    mysql: unsupported,
  },
  cannotCast: { postgres: ['42846', 'cannot cast type {from} to {to}'], mysql: unsupported },
  notBoolean: {
    postgres: ['42804', 'argument of {where} must be type boolean, not type {type}'],
    mysql: unsupported,
  },
  groupBy: {
    postgres: [
      '42803',
      'column "{name}" must appear in the GROUP BY clause or be used in an aggregate function',
    ],
    mysql: [
      1055,
      '42000',
      "Expression #{index} of SELECT list is not in GROUP BY clause and contains nonaggregated column '{qualified}' which is not functionally dependent on columns in GROUP BY clause; this is incompatible with sql_mode=only_full_group_by",
    ],
  },
  aggregateHere: {
    postgres: ['42803', 'aggregate functions are not allowed in {where}'],
    mysql: [1111, 'HY000', 'Invalid use of group function'],
  },
  positionRange: {
    postgres: ['42P10', '{where} position {name} is not in select list'],
    mysql: [1054, '42S22', "Unknown column '{name}' in '{clause}'"],
  },
  moreThanOneRow: {
    postgres: ['21000', 'more than one row returned by a subquery used as an expression'],
    mysql: [1242, '21000', 'Subquery returns more than 1 row'],
  },
  subqueryColumns: {
    postgres: ['42601', 'subquery must return only one column'],
    mysql: [1241, '21000', 'Operand should contain 1 column(s)'],
  },
  setColumns: {
    postgres: ['42601', 'each {op} query must have the same number of columns'],
    mysql: [1222, '21000', 'The used SELECT statements have a different number of columns'],
  },
  setTypes: { postgres: ['42804', '{op} types {left} and {right} cannot be matched'], mysql: unsupported },
  moreExpressions: {
    postgres: ['42601', 'INSERT has more expressions than target columns'],
    mysql: [1136, '21S01', "Column count doesn't match value count at row {row}"],
  },
  moreTargets: {
    postgres: ['42601', 'INSERT has more target columns than expressions'],
    mysql: [1136, '21S01', "Column count doesn't match value count at row {row}"],
  },
  valuesLengths: {
    postgres: ['42601', 'VALUES lists must all be the same length'],
    mysql: [1136, '21S01', "Column count doesn't match value count at row {row}"],
  },
  generatedAlways: {
    postgres: ['428C9', 'cannot insert a non-DEFAULT value into column "{name}"'],
    mysql: [
      3105,
      'HY000',
      "The value specified for generated column '{name}' in table '{table}' is not allowed.",
    ],
  },
  noConflictTarget: {
    postgres: ['42P10', 'there is no unique or exclusion constraint matching the ON CONFLICT specification'],
    mysql: unsupported,
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
  lockNotAllowed: {
    postgres: ['0A000', '{lock} is not allowed with {what}'],
    mysql: unsupported,
  },
  lockUnknown: {
    postgres: ['42P01', 'relation "{name}" in {lock} clause not found in FROM clause'],
    mysql: [3568, 'HY000', 'Unresolved table name `{name}` in locking clause.'],
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
  notThreadOwner: {
    postgres: ['42501', 'permission denied to terminate process'],
    mysql: [1095, 'HY000', 'You are not owner of thread {id}'],
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
  invalidPattern: {
    postgres: ['2201B', 'invalid regular expression: {words}'],
    mysql: [3692, 'HY000', 'Incorrect description of a regular expression: {words}'],
  },
  sequenceNotYet: {
    postgres: ['55000', 'currval of sequence "{name}" is not yet defined in this session'],
    mysql: unsupported,
  },
  viewReadOnly: {
    postgres: ['55000', 'cannot change view "{name}"'],
    mysql: [1471, 'HY000', 'The target table {name} of the statement is not insertable-into'],
  },
  readOnlyCatalog: {
    postgres: ['42501', 'permission denied: "{name}" is a system catalog'],
    mysql: [1044, '42000', "Access denied for user '{user}'@'{host}' to database '{name}'"],
  },
} as const satisfies Record<string, Words>;

export type Problem = keyof typeof problems;
export type Details = Readonly<Record<string, string | number>>;

/** What is wrong with a statement, to be said in the words of a dialect. */
export class SqlError extends Error {
  readonly problem: Problem;
  readonly details: Details;
  /** The offset in the statement that it is about. */
  at: number | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** Fields of the message that programs read: schema, table, column, constraint. */
  readonly about: Readonly<Record<string, string>>;

  constructor(
    problem: Problem,
    details: Details = {},
    at?: number,
    more: { detail?: string; hint?: string; about?: Readonly<Record<string, string>> } = {},
  ) {
    super(problem);
    this.problem = problem;
    this.details = details;
    this.at = at;
    this.detail = more.detail;
    this.hint = more.hint;
    this.about = more.about ?? {};
  }
}

/**
 * The problem that an error of JavaScript stands for: too deep a recursion, or definitions that were read from files
 * which somebody has changed. Undefined: it is a fault of ours.
 */
export function sqlErrorOf(error: unknown): SqlError | undefined {
  if (error instanceof SqlError) return error;
  if (error instanceof RangeError) return new SqlError('tooComplex');
  return error instanceof TypeError || error instanceof SyntaxError ? new SqlError('corrupt') : undefined;
}

function filled(words: string, details: Details): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}

/** @returns SQLSTATE and message */
export function postgresWords({ problem, details }: SqlError): { state: string; message: string } {
  const [state, words] = problems[problem].postgres;
  return { state, message: filled(words, details) };
}

export function mysqlWords({ problem, details }: SqlError): { code: number; state: string; message: string } {
  const [code, state, words] = problems[problem].mysql;
  return {
    code,
    state,
    message: filled(words, { column: '', row: 1, clause: 'field list', host: '%', ...details }),
  };
}
