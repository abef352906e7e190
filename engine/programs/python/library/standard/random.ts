export const randomSource = `
import _os

def random():
    return _os.random()

def randrange(start, stop=None, step=1):
    if stop is None:
        start, stop = 0, start
    count = (stop - start + step - 1) // step
    if count <= 0:
        raise ValueError(f'empty range in randrange({start}, {stop})')
    return start + step * int(random() * count)

def randint(a, b):
    return randrange(a, b + 1)

def uniform(a, b):
    return a + (b - a) * random()

def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[int(random() * len(seq))]

def choices(population, weights=None, *, cum_weights=None, k=1):
    if weights is None:
        return [choice(population) for _ in range(k)]
    total = sum(weights)
    found = []
    for _ in range(k):
        at = random() * total
        for value, weight in zip(population, weights):
            at -= weight
            if at < 0:
                break
        found.append(value)
    return found

def shuffle(x):
    for i in range(len(x) - 1, 0, -1):
        j = int(random() * (i + 1))
        x[i], x[j] = x[j], x[i]

def sample(population, k, *, counts=None):
    pool = list(population)
    if k > len(pool):
        raise ValueError('Sample larger than population or is negative')
    shuffle(pool)
    return pool[:k]

def getrandbits(k):
    return int(random() * 2 ** k)

def seed(*args, **kwargs):
    raise NotImplementedError('random.seed(): not part of the simulation')
`;
