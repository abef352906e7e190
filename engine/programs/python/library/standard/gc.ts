export const gcSource = `
def collect(generation=2):
    return 0
def disable():
    pass
def enable():
    pass
`;
