export const flaskMainSource = `
from flask.cli import main
__main__function__ = main
`;
