import { unsupported, type Words } from './words.ts';

/** What is wrong with a statement as it is written. */
export const queriesProblems = {
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
  ambiguousColumn: {
    postgres: ['42702', 'column reference "{name}" is ambiguous'],
    mysql: [1052, '23000', "Column '{name}' in {clause} is ambiguous"],
  },
  duplicateAlias: {
    postgres: ['42712', 'table name "{name}" specified more than once'],
    mysql: [1066, '42000', "Not unique table/alias: '{name}'"],
  },
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
  windowTwice: {
    postgres: ['42P20', 'window "{name}" is already defined'],
    mysql: [3591, 'HY000', "Window '{name}' is defined twice."],
  },
  undefinedWindow: {
    postgres: ['42704', 'window "{name}" does not exist'],
    mysql: [3579, 'HY000', "Window name '{name}' is not defined."],
  },
  windowFrame: { postgres: ['42P20', '{words}'], mysql: [3586, 'HY000', '{words}'] },
  frameOffset: {
    postgres: ['22013', 'frame {end} offset must not be {what}'],
    mysql: [
      3586,
      'HY000',
      "Window '<unnamed window>': frame start or end is negative, NULL or of non-integral type",
    ],
  },
  windowHere: {
    postgres: ['42P20', 'window functions are not allowed in {where}'],
    mysql: [3593, 'HY000', "You cannot use the window function '{name}' in this context.'"],
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
  noConflictTarget: {
    postgres: ['42P10', 'there is no unique or exclusion constraint matching the ON CONFLICT specification'],
    mysql: unsupported,
  },
  lockNotAllowed: {
    postgres: ['0A000', '{lock} is not allowed with {what}'],
    mysql: unsupported,
  },
  lockUnknown: {
    postgres: ['42P01', 'relation "{name}" in {lock} clause not found in FROM clause'],
    mysql: [3568, 'HY000', 'Unresolved table name `{name}` in locking clause.'],
  },
  invalidPattern: {
    postgres: ['2201B', 'invalid regular expression: {words}'],
    mysql: [3692, 'HY000', 'Incorrect description of a regular expression: {words}'],
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
