import { unsupported, type Words } from './words.ts';

/** Things that are there, or are not. */
export const definitionsProblems = {
  undefinedTable: {
    postgres: ['42P01', 'relation "{name}" does not exist'],
    mysql: [1146, '42S02', "Table '{qualified}' doesn't exist"],
  },
  dropUndefined: {
    postgres: ['42P01', '{what} "{name}" does not exist'],
    mysql: [1051, '42S02', "Unknown table '{qualified}'"],
  },
  dropReferencedColumn: {
    postgres: ['2BP01', 'cannot drop column {name}'],
    mysql: [1829, 'HY000', "Cannot drop column '{name}': needed in a foreign key constraint '{constraint}'"],
  },
  checkHolds: {
    postgres: ['2BP01', 'cannot rename column {name}'],
    mysql: [
      3959,
      'HY000',
      "Check constraint '{constraint}' uses column '{name}', hence column cannot be dropped or renamed.",
    ],
  },
  generatedHolds: {
    postgres: ['2BP01', 'cannot rename column {name}'],
    mysql: [3108, 'HY000', "Column '{name}' has a generated column dependency."],
  },
  unknownTarget: {
    postgres: ['42P01', 'relation "{name}" does not exist'],
    mysql: [1109, '42S02', "Unknown table '{name}' in MULTI DELETE"],
  },
  viewColumn: { postgres: ['42P16', '{words}'], mysql: unsupported },
  refreshConcurrently: {
    postgres: ['55000', 'cannot refresh materialized view "{name}" concurrently'],
    mysql: unsupported,
  },
  changeMaterialized: { postgres: ['42809', 'cannot change materialized view "{name}"'], mysql: unsupported },
  viewedType: {
    postgres: ['0A000', 'cannot alter type of a column used by a view or rule'],
    mysql: unsupported,
  },
  notWhat: {
    postgres: ['42809', '"{name}" is not a {what}'],
    mysql: [1347, 'HY000', "'{qualified}' is not {what}"],
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
  duplicateType: { postgres: ['42710', 'type "{name}" already exists'], mysql: unsupported },
  duplicateLabel: { postgres: ['42710', 'enum label "{name}" already exists'], mysql: unsupported },
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
} as const satisfies Record<string, Words>;
