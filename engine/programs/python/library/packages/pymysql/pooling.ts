export const mysqlConnectorPooling = `
from mysql.connector import MySQLConnection, PoolError

class PooledMySQLConnection:
    def __init__(self, pool, connection):
        self._pool, self._cnx = pool, connection

    def __getattr__(self, name):
        return getattr(self._cnx, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        if self._cnx is not None:
            self._cnx.rollback()
            self._pool._free.append(self._cnx)
            self._cnx = None

class MySQLConnectionPool:
    def __init__(self, pool_size=5, pool_name=None, pool_reset_session=True, **kwargs):
        self.pool_name, self.pool_size = pool_name or 'pool', pool_size
        self._free = [MySQLConnection(**kwargs) for _ in range(pool_size)]

    def get_connection(self):
        if not self._free:
            raise PoolError('Failed getting connection; pool exhausted')
        connection = self._free.pop(0)
        if not connection.is_connected():
            connection.connect()
        return PooledMySQLConnection(self, connection)

_pools = {}

def _pooled(given):
    name = given.get('pool_name') or f"{given.get('host')}_{given.get('user')}"
    if name not in _pools:
        _pools[name] = MySQLConnectionPool(**given)
    return _pools[name].get_connection()
`;
