/** What one server may hold, and what one of its statements may take. */

/** Rows and definitions of all databases together, as they are stored. */
export const DATA_BYTES_MAX = 8_388_608;
/** The journal is folded into the tables' files when it has grown so long. */
export const JOURNAL_BYTES_MAX = 262_144;
/** A statement as a client sends it. */
export const STATEMENT_CHARS_MAX = 1_048_576;
/** Expressions within expressions, queries within queries. */
export const DEPTH_MAX = 100;
/** A text or binary value. */
export const VALUE_CHARS_MAX = 1_048_576;
/** Items of an array. */
export const ITEMS_MAX = 100_000;
/** A regular expression, and what it is compiled to. */
export const PATTERN_CHARS_MAX = 2_000;
export const PATTERN_STEPS_MAX = 20_000;
/** Digits of a number that a calculation may make. */
export const DIGITS_MAX = 2_000;
/** Rows that a sort, a group or an answer holds at once. */
export const ROWS_MAX = 200_000;
/** Rows that one transaction may have changed. */
export const CHANGES_MAX = 50_000;
/** The rows of an answer, which are in memory before they go to the client. */
export const ANSWER_BYTES_MAX = 16_777_216;
/** Units of work (a row looked at, about a microsecond) in one step of the server. */
export const STEP_UNITS = 20_000;
/** Units of work between two looks at whether the step is over. */
export const BATCH_UNITS = 256;
/** Units of work that can't be stopped in the middle: one expression of one row. */
export const UNPAUSED_UNITS_MAX = 100_000;
/** What a statement holds while it runs: rows that are sorted, grouped or joined, and its answer. */
export const HELD_BYTES_MAX = 25_165_824;
/** What all statements of a server hold. */
export const SERVER_HELD_BYTES_MAX = 67_108_864;
/** Views, common tables and subqueries that one statement plans. */
export const PLANS_MAX = 2_000;
/** Units of work of one statement, after which it is cancelled. */
export const STATEMENT_UNITS_MAX = 20_000_000;
export const COLUMNS_MAX = 1_000;
export const TABLES_MAX = 1_000;
/** Cursors of one session, each with all of its rows. */
export const CURSORS_MAX = 5;
/** Prepared statements of one session. */
export const PREPARED_MAX = 200;
/** Savepoints of one transaction. */
export const SAVEPOINTS_MAX = 10_000;
/** What clients have sent that is parsed in one step of the server, in characters. */
export const STEP_PARSED_CHARS = 131_072;
