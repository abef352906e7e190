export const ipManual = {
  gnu: '',
};

export const ipUsage = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
where  OBJECT := { address | link | neighbour | netns | route | rule }
       OPTIONS := { -V[ersion] | -s[tatistics] | -f[amily] { inet | inet6 } |
                    -4 | -6 | -br[ief] | -o[neline] }
`;

export const routeUsage = `Usage: ip route { list } SELECTOR
       ip route get ADDRESS
       ip route { add | del | replace } ROUTE
`;
