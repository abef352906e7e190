export const abcSource = `
class ABCMeta(type):
    pass

class ABC(metaclass=ABCMeta):
    pass

def abstractmethod(f):
    f.__isabstractmethod__ = True
    return f

abstractproperty = property
`;
