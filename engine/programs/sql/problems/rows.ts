import type { Words } from './words.ts';

/** Rows and values that a table does not take. */
export const rowsProblems = {
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
  fieldRange: {
    postgres: ['22008', '{what} field value out of range: {value}'],
    mysql: [1292, '22007', "Incorrect {what} value: '{value}'"],
  },
  jsonPath: {
    postgres: ['42601', 'invalid JSON path'],
    mysql: [3143, '42000', 'Invalid JSON path expression. The error is around character position {place}.'],
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
  generatedAlways: {
    postgres: ['428C9', 'cannot insert a non-DEFAULT value into column "{name}"'],
    mysql: [
      3105,
      'HY000',
      "The value specified for generated column '{name}' in table '{table}' is not allowed.",
    ],
  },
} as const satisfies Record<string, Words>;
