export const werkzeugRoutingSource = `
class BuildError(LookupError):
    pass
`;
