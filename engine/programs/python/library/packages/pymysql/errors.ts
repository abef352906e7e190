import { dbApiErrors } from '../db-api.ts';

/** Errors of the DB API, by MySQL's numbers. */
export const pymysqlErrors = `
class MySQLError(Exception):
    pass

class Warning(Warning, MySQLError):
    pass

class Error(MySQLError):
    pass
${dbApiErrors}
for _each in (MySQLError, Warning, Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError):
    _each.__module__ = 'pymysql.err'

_numbers = {}
for _class, _list in ((ProgrammingError, (1007, 1102, 1064, 1146, 1149, 1103, 1110, 1111, 1113)), (DataError, (1265, 1264, 1366, 1048, 1406, 1441, 3141)), (IntegrityError, (1062, 1216, 1452, 1217, 1451, 1215, 1048, 3819)), (NotSupportedError, (1196, 1235, 1286)), (OperationalError, (1044, 1045, 1040, 1142, 1143, 3819, 1205, 1213, 1049, 1046))):
    for _number in _list:
        _numbers[_number] = _class

def _problem(body):
    number = int.from_bytes(body[1:3], 'little')
    words = body[9:] if body[3:4] == b'#' else body[3:]
    kind = _numbers.get(number) or (InternalError if number < 1000 else OperationalError)
    made = kind(number, words.decode())
    made._state = body[4:9].decode() if body[3:4] == b'#' else 'HY000'
    return made
`;
