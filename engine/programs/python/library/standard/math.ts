/** Of math, what is written in Python. */
export const mathSource = `
def perm(n, k=None):
    if k is None:
        k = n
    if n < 0 or k < 0:
        raise ValueError(f"{'n' if n < 0 else 'k'} must be a non-negative integer")
    return factorial(n) // factorial(n - k) if k <= n else 0

def dist(p, q):
    if len(p) != len(q):
        raise ValueError('both points must have the same number of dimensions')
    return hypot(*(a - b for a, b in zip(p, q)))

def frexp(x):
    x = float(x)
    if x == 0 or isinf(x) or isnan(x):
        return x, 0
    e = max(-1074, floor(log2(abs(x))) + 1)
    m = ldexp(x, -e)
    while abs(m) >= 1:
        m, e = m / 2, e + 1
    while abs(m) < 0.5:
        m, e = m * 2, e - 1
    return m, e
`;
