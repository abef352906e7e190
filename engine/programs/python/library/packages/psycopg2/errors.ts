import { dbApiErrors } from '../db-api.ts';

/** Errors of the DB API, and PostgreSQL's by their codes. */
export const psycopgErrors = String.raw`
class Warning(Exception):
    pass

class Diagnostics:
    def __init__(self, fields):
        names = {'severity': 'S', 'sqlstate': 'C', 'message_primary': 'M', 'message_detail': 'D', 'message_hint': 'H', 'statement_position': 'P', 'schema_name': 's', 'table_name': 't', 'column_name': 'c', 'constraint_name': 'n', 'context': 'W'}
        for name, letter in names.items():
            setattr(self, name, fields.get(letter))

class Error(Exception):
    pgerror = None
    pgcode = None
    cursor = None
    diag = None
${dbApiErrors}
_classes = {'0A': NotSupportedError, '20': ProgrammingError, '21': ProgrammingError, '22': DataError, '23': IntegrityError, '24': InternalError, '25': InternalError, '26': ProgrammingError, '27': OperationalError, '28': OperationalError, '2B': InternalError, '2D': InternalError, '34': OperationalError, '3B': InternalError, '3D': ProgrammingError, '3F': ProgrammingError, '40': OperationalError, '42': ProgrammingError, '44': ProgrammingError, '53': OperationalError, '54': OperationalError, '55': OperationalError, '57': OperationalError, '58': OperationalError, 'P0': InternalError, 'XX': InternalError}
_named = {'22001': 'StringDataRightTruncation', '22003': 'NumericValueOutOfRange', '22007': 'InvalidDatetimeFormat', '22008': 'DatetimeFieldOverflow', '22012': 'DivisionByZero', '22P02': 'InvalidTextRepresentation', '23502': 'NotNullViolation', '23503': 'ForeignKeyViolation', '23505': 'UniqueViolation', '23514': 'CheckViolation', '23P01': 'ExclusionViolation', '25001': 'ActiveSqlTransaction', '25006': 'ReadOnlySqlTransaction', '25P02': 'InFailedSqlTransaction', '28000': 'InvalidAuthorizationSpecification', '28P01': 'InvalidPassword', '3D000': 'InvalidCatalogName', '3F000': 'InvalidSchemaName', '40001': 'SerializationFailure', '40P01': 'DeadlockDetected', '42501': 'InsufficientPrivilege', '42601': 'SyntaxError', '42701': 'DuplicateColumn', '42702': 'AmbiguousColumn', '42703': 'UndefinedColumn', '42704': 'UndefinedObject', '42710': 'DuplicateObject', '42803': 'GroupingError', '42804': 'DatatypeMismatch', '42883': 'UndefinedFunction', '42P01': 'UndefinedTable', '42P04': 'DuplicateDatabase', '42P06': 'DuplicateSchema', '42P07': 'DuplicateTable', '53300': 'TooManyConnections', '55P03': 'LockNotAvailable', '57014': 'QueryCanceled', '57P01': 'AdminShutdown', '57P03': 'CannotConnectNow'}
_by_code = {}
for _code, _name in _named.items():
    _by_code[_code] = type(_name, (_classes.get(_code[:2], DatabaseError),), {'__module__': 'psycopg2.errors'})
for _each in (Warning, Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError):
    _each.__module__ = 'psycopg2'

def lookup(code):
    return _by_code[code]

def _raised(fields, query=None):
    """The error that a server's message makes."""
    words = fields['M']
    if 'P' in fields and query is not None:
        at = int(fields['P']) - 1
        before = query[:at]
        line = before.count('\n') + 1
        start = before.rfind('\n') + 1
        text = query[start:].split('\n')[0]
        head = f'LINE {line}: '
        words += f'\n{head}{text}\n' + ' ' * (len(head) + at - start) + '^'
    if 'D' in fields:
        words += '\nDETAIL:  ' + fields['D']
    if 'H' in fields:
        words += '\nHINT:  ' + fields['H']
    words += '\n'
    code = fields['C']
    made = _by_code.get(code) or _classes.get(code[:2], DatabaseError)
    error = made(words)
    error.pgcode = code
    error.pgerror = f"{fields['S']}:  {words}"
    error.diag = Diagnostics(fields)
    return error
`;
