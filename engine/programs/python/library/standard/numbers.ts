export const numbersSource = `
class Number:
    @classmethod
    def __subclasshook__(cls, other):
        return False
class _Meta(type):
    def __instancecheck__(cls, x):
        return isinstance(x, cls.kinds) or type.__instancecheck__(cls, x)
    def __subclasscheck__(cls, x):
        return issubclass(x, cls.kinds) or type.__subclasscheck__(cls, x)
class Complex(Number, metaclass=_Meta):
    kinds = (int, float, complex)
class Real(Complex):
    kinds = (int, float)
class Rational(Real):
    kinds = (int,)
class Integral(Rational):
    kinds = (int,)
`;
