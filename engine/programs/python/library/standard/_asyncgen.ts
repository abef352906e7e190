/** Asynchronous generators, over coroutines that yield: what they yield is marked. */
export const asyncgenSource = `
class __yielded__:
    __slots__ = ('value',)
    def __init__(self, value):
        self.value = value

class _Step:
    def __init__(self, generator, how, argument):
        self.generator, self.how, self.argument = generator, how, argument

    def __await__(self):
        generator = self.generator
        run, argument = getattr(generator._coroutine, self.how), self.argument
        if generator.ag_running:
            raise RuntimeError('anext(): asynchronous generator is already running')
        generator.ag_running = True
        try:
            while True:
                try:
                    found = run(argument)
                except StopIteration:
                    generator._over = True
                    raise StopAsyncIteration from None
                if isinstance(found, __yielded__):
                    return found.value
                try:
                    argument = yield found
                    run = generator._coroutine.send
                except BaseException as error:
                    argument, run = error, generator._coroutine.throw
        finally:
            generator.ag_running = False

    __iter__ = __await__

class async_generator:
    def __init__(self, coroutine):
        self._coroutine = coroutine
        self._over = False
        self.ag_running = False
        self.__name__ = self.__qualname__ = coroutine.__name__

    def __aiter__(self):
        return self

    def __anext__(self):
        return _Step(self, 'send', None)

    def asend(self, value):
        return _Step(self, 'send', value)

    def athrow(self, error, *rest):
        return _Step(self, 'throw', error)

    async def aclose(self):
        if self._over:
            return
        try:
            await self.athrow(GeneratorExit())
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError('async generator ignored GeneratorExit')

    def __repr__(self):
        return f'<async_generator object {self.__qualname__} at {hex(id(self))}>'

async_generator.__module__ = 'builtins'
__asyncgen__ = async_generator

async def anext(iterator, *default):
    try:
        return await type(iterator).__anext__(iterator)
    except StopAsyncIteration:
        if not default:
            raise
        return default[0]
`;
