export const statisticsSource = `
import math
from collections import Counter

class StatisticsError(ValueError):
    pass

def _data(data, least=1, name='mean'):
    data = list(data)
    if len(data) < least:
        raise StatisticsError(f'{name} requires at least {"one data point" if least == 1 else "two data points"}')
    return data

def _tidy(value, data):
    return int(value) if all(isinstance(x, int) for x in data) and value == int(value) else value

def mean(data):
    data = _data(data)
    return _tidy(math.fsum(data) / len(data), data) if not any(type(x).__name__ in ('Fraction', 'Decimal') for x in data) else sum(data) / len(data)

def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('fmean requires at least one data point')
    if weights is not None:
        weights = list(weights)
        return math.fsum(x * w for x, w in zip(data, weights)) / math.fsum(weights)
    return math.fsum(data) / len(data)

def geometric_mean(data):
    return math.exp(fmean([math.log(x) for x in data]))

def harmonic_mean(data, weights=None):
    data = _data(data, 1, 'harmonic_mean')
    return len(data) / math.fsum(1 / x for x in data)

def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2

def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]

def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]

def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]

def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [v for v, n in counts.items() if n == most]

def _squares(data, centre=None):
    from fractions import Fraction
    exact = [Fraction(x) for x in data]
    c = sum(exact) / len(exact) if centre is None else Fraction(centre)
    return sum((x - c) ** 2 for x in exact)

def _value(fraction, data):
    return _tidy(fraction.numerator / fraction.denominator, data)

def variance(data, xbar=None):
    data = _data(data, 2, 'variance')
    return _value(_squares(data, xbar) / (len(data) - 1), data)

def pvariance(data, mu=None):
    data = _data(data, 1, 'pvariance')
    return _value(_squares(data, mu) / len(data), data)

def stdev(data, xbar=None):
    data = _data(data, 2, 'stdev')
    return math.sqrt(_squares(data, xbar) / (len(data) - 1))

def pstdev(data, mu=None):
    data = _data(data, 1, 'pstdev')
    return math.sqrt(_squares(data, mu) / len(data))

def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    found = []
    for i in range(1, n):
        if method == 'inclusive':
            j, delta = divmod(i * (size - 1), n)
            found.append((data[j] * (n - delta) + data[min(j + 1, size - 1)] * delta) / n)
        else:
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            found.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return found

def covariance(x, y, /):
    a, b = fmean(x), fmean(y)
    return math.fsum((p - a) * (q - b) for p, q in zip(x, y)) / (len(x) - 1)

def correlation(x, y, /):
    a, b = fmean(x), fmean(y)
    xy = math.fsum((p - a) * (q - b) for p, q in zip(x, y))
    xx, yy = math.fsum((p - a) ** 2 for p in x), math.fsum((q - b) ** 2 for q in y)
    if not xx or not yy:
        raise StatisticsError('at least one of the inputs is constant')
    return xy / math.sqrt(xx * yy)
`;
