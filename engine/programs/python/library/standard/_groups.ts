/** Groups of exceptions, and what `except*` does with them. */
export const groupsSource = `
class BaseExceptionGroup(BaseException):
    def __new__(cls, message, exceptions):
        if not isinstance(message, str):
            raise TypeError(f'argument 1 must be str, not {type(message).__name__}')
        if not isinstance(exceptions, (list, tuple)):
            raise TypeError('second argument (exceptions) must be a sequence')
        if not exceptions:
            raise ValueError('second argument (exceptions) must be a non-empty sequence')
        for n, each in __count__(exceptions):
            if not isinstance(each, BaseException):
                raise ValueError(f'Item {n} of second argument (exceptions) is not an exception')
        if all(isinstance(each, Exception) for each in exceptions):
            if cls is BaseExceptionGroup:
                cls = ExceptionGroup
        elif issubclass(cls, Exception):
            name = cls.__name__
            raise TypeError(f'Cannot nest BaseExceptions in {"an ExceptionGroup" if cls is ExceptionGroup else repr(name)}')
        made = BaseException.__new__(cls, message, exceptions)
        made.message = message
        made.exceptions = tuple(exceptions)
        return made

    def __init__(self, message, exceptions, *args):
        self.args = (message, exceptions)

    def __str__(self):
        n = len(self.exceptions)
        return f'{self.message} ({n} sub-exception{"" if n == 1 else "s"})'

    def derive(self, exceptions):
        return BaseExceptionGroup(self.message, exceptions)

    def split(self, condition):
        wanted = condition if not isinstance(condition, (type, tuple)) else lambda e: isinstance(e, condition)
        if wanted(self):
            return self, None
        yes, no = [], []
        for each in self.exceptions:
            if isinstance(each, BaseExceptionGroup):
                a, b = each.split(condition)
            else:
                a, b = (each, None) if wanted(each) else (None, each)
            if a is not None:
                yes.append(a)
            if b is not None:
                no.append(b)
        return self._part(yes), self._part(no)

    def subgroup(self, condition):
        return self.split(condition)[0]

    def _part(self, exceptions):
        if not exceptions:
            return None
        made = self.derive(exceptions)
        made.__cause__, made.__context__ = self.__cause__, self.__context__
        made.__suppress_context__ = self.__suppress_context__
        made.__traceback__ = self.__traceback__
        if hasattr(self, '__notes__'):
            made.__notes__ = list(self.__notes__)
        return made

class ExceptionGroup(BaseExceptionGroup, Exception):
    pass

BaseExceptionGroup.__module__ = ExceptionGroup.__module__ = 'builtins'

class __star__:
    """An exception that handlers of except* take parts of."""
    def __init__(self, error):
        self.whole = error
        self.rest = error
        self.raised = []

    def take(self, types):
        for each in types if isinstance(types, tuple) else (types,):
            if not (isinstance(each, type) and issubclass(each, BaseException)):
                raise TypeError('catching classes that do not inherit from BaseException is not allowed')
            if issubclass(each, BaseExceptionGroup):
                raise TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')
        if self.rest is None:
            return None
        if not isinstance(self.rest, BaseExceptionGroup):
            if not isinstance(self.rest, types):
                return None
            found, self.rest = BaseExceptionGroup('', (self.rest,)), None
            return found
        found, self.rest = self.rest.split(types)
        return found

    def failed(self, error):
        self.raised.append(error)

    def left(self):
        if not self.raised:
            return self.rest
        if self.rest is not None:
            self.raised.append(self.rest)
        if len(self.raised) == 1 and not isinstance(self.whole, BaseExceptionGroup):
            return self.raised[0]
        return BaseExceptionGroup('', self.raised)
`;
