/** A package of npm's registry. */
export interface NodePackage {
  readonly version: string;
  /** How many packages come with it, itself among them, and how many of those ask for funding. */
  readonly count: number;
  readonly funding: number;
  /** All of them, in kilobytes. */
  readonly kilobytes: number;
  readonly commands: readonly string[];
}

/** name version count funding kilobytes commands */
const rows = `
@babel/core 7.28.0 47 4 2900 -
@types/node 24.0.12 2 0 620 -
amqplib 0.10.8 5 0 240 -
apollo-server 3.13.0 117 21 4200 -
axios 1.10.0 24 12 1100 -
bcrypt 6.0.0 3 0 300 -
bcryptjs 3.0.2 1 0 45 bcrypt
body-parser 2.2.0 39 19 620 -
bootstrap 5.3.7 2 2 2100 -
chalk 5.4.1 1 1 14 -
commander 14.0.0 1 0 55 -
compression 1.8.0 11 0 240 -
concurrently 9.2.0 24 5 5600 concurrently
cookie-parser 1.4.7 3 0 20 -
cors 2.8.5 4 0 25 -
cross-env 7.0.3 7 1 50 cross-env
dayjs 1.11.13 1 0 160 -
debug 4.4.1 2 0 22 -
dotenv 17.2.0 1 1 22 -
ejs 3.1.10 14 0 210 ejs
eslint 9.30.1 86 27 4700 eslint
express 5.1.0 66 22 960 -
express-session 1.18.1 10 0 90 -
fastify 5.4.0 47 5 2400 -
helmet 8.1.0 1 0 30 -
http-server 14.1.1 47 5 810 http-server
ioredis 5.6.1 10 1 640 -
jest 30.0.4 271 45 10200 jest
joi 17.13.3 6 0 340 -
jsonwebtoken 9.0.2 14 0 190 -
lodash 4.17.21 1 0 320 -
moment 2.30.1 1 0 720 -
mongodb 6.17.0 12 0 2800 -
mongoose 8.16.2 20 1 3700 -
morgan 1.10.0 8 0 50 -
mysql 2.18.1 11 0 310 -
mysql2 3.14.1 12 1 680 -
next 15.3.5 28 3 55000 next
node-fetch 3.3.2 6 4 92 -
nodemon 3.1.10 29 4 470 nodemon
pg 8.16.3 14 0 180 -
pino 9.7.0 13 1 620 pino
pm2 6.0.8 133 13 4300 pm2,pm2-dev,pm2-docker,pm2-runtime
prettier 3.6.2 1 1 1700 prettier
prom-client 15.1.3 4 0 160 -
react 19.1.0 1 0 45 -
react-dom 19.1.0 3 0 1300 -
redis 5.5.6 6 0 480 -
sequelize 6.37.7 23 2 2300 -
serve 14.2.4 89 23 1200 serve
socket.io 4.8.1 22 0 690 -
sqlite3 5.1.7 119 16 7100 -
supertest 7.1.3 24 2 540 -
ts-node 10.9.2 20 0 900 ts-node
typescript 5.8.3 1 0 4300 tsc,tsserver
uuid 11.1.0 1 2 60 uuid
vite 7.0.4 13 7 5600 vite
vue 3.5.17 22 3 2600 -
wait-port 1.1.0 9 2 110 wait-port
webpack 5.100.1 77 10 3300 webpack
winston 3.17.0 28 2 480 -
ws 8.18.3 1 0 40 -
yarn 1.22.22 1 0 1200 yarn
zod 4.0.5 1 1 480 -
`;

let table: ReadonlyMap<string, NodePackage> | undefined;

export function nodePackage(name: string): NodePackage | undefined {
  table ??= new Map(
    rows
      .trim()
      .split('\n')
      .map((row) => {
        const [title = '', version = '', count, funding, kilobytes, commands = '-'] = row.split(' ');
        const found = {
          version,
          count: Number(count),
          funding: Number(funding),
          kilobytes: Number(kilobytes),
          commands: commands === '-' ? [] : commands.split(','),
        };
        return [title, found] as const;
      }),
  );
  return table.get(name);
}
