export const copySource = `
def copy(x):
    own = getattr(type(x), '__copy__', None)
    if own is not None:
        return own(x)
    if isinstance(x, (list, dict, set)) and type(x) in (list, dict, set):
        return x.copy()
    if hasattr(x, '__dict__') and not callable(x):
        made = object.__new__(type(x))
        for k, v in x.__dict__.items():
            object.__setattr__(made, k, v)
        return made
    return x

def deepcopy(x, memo=None):
    memo = {} if memo is None else memo
    if id(x) in memo and not isinstance(x, (int, str, float, bool)):
        return memo[id(x)]
    if type(x) is list:
        r = memo[id(x)] = []
        r.extend(deepcopy(v, memo) for v in x)
        return r
    if type(x) is dict:
        r = memo[id(x)] = {}
        for k, v in x.items():
            r[deepcopy(k, memo)] = deepcopy(v, memo)
        return r
    if type(x) is tuple:
        return tuple(deepcopy(v, memo) for v in x)
    if type(x) is set:
        return {deepcopy(v, memo) for v in x}
    own = getattr(type(x), '__deepcopy__', None)
    if own is not None:
        return own(x, memo)
    if hasattr(x, '__dict__') and not callable(x):
        r = memo[id(x)] = object.__new__(type(x))
        for k, v in x.__dict__.items():
            object.__setattr__(r, k, deepcopy(v, memo))
        return r
    return x
`;
