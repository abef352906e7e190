export const requestsStructuresSource = `
class CaseInsensitiveDict:
    def __init__(self, data=None, **kwargs):
        self._store = {}
        self.update(data or {}, **kwargs)
    def __setitem__(self, key, value):
        self._store[key.lower()] = (key, value)
    def __getitem__(self, key):
        return self._store[key.lower()][1]
    def __delitem__(self, key):
        del self._store[key.lower()]
    def __contains__(self, key):
        return key.lower() in self._store
    def __iter__(self):
        return iter([k for k, v in self._store.values()])
    def __len__(self):
        return len(self._store)
    def get(self, key, default=None):
        return self._store.get(key.lower(), (key, default))[1]
    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
    def update(self, data=(), **kwargs):
        for k, v in list(data.items() if hasattr(data, 'items') else data) + list(kwargs.items()):
            self[k] = v
    def pop(self, key, *default):
        return self._store.pop(key.lower(), *[(key, d) for d in default])[1]
    def keys(self):
        return list(self)
    def values(self):
        return [v for k, v in self._store.values()]
    def items(self):
        return list(self._store.values())
    def copy(self):
        return CaseInsensitiveDict(self)
    def __eq__(self, other):
        return {k.lower(): v for k, v in self.items()} == {k.lower(): v for k, v in other.items()}
    def __repr__(self):
        return str(dict(self.items()))
`;
