export const warningsSource = `
def warn(*args, **kwargs):
    pass
def filterwarnings(*args, **kwargs):
    pass
def simplefilter(*args, **kwargs):
    pass
`;
