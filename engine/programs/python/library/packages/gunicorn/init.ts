export const gunicornSource = `
version_info = (23, 0, 0)
__version__ = '23.0.0'
SERVER = 'gunicorn'
SERVER_SOFTWARE = f'{SERVER}/{__version__}'
`;
