/** A class of this kind has abstract methods, which the interpreter looks for, and classes that are registered with it. */
export const abcSource = `
class ABCMeta(type):
    def register(cls, subclass):
        if '_abc_registry' not in cls.__dict__:
            cls._abc_registry = []
        cls._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        hook = getattr(cls, '__subclasshook__', None)
        found = NotImplemented if hook is None else hook(subclass)
        if found is not NotImplemented:
            return found
        if cls in subclass.__mro__:
            return True
        if any(issubclass(subclass, each) for each in cls.__dict__.get('_abc_registry', ())):
            return True
        return any(each is not subclass and issubclass(subclass, each) for each in cls.__subclasses__())

class ABC(metaclass=ABCMeta):
    __slots__ = ()

def abstractmethod(f):
    f.__isabstractmethod__ = True
    return f

class abstractproperty(property):
    __isabstractmethod__ = True

class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True
`;
