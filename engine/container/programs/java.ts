import { absolutePath } from '../files.ts';
import { blocks, exits, lines, option, type Program, portNumber, serves, terminatedCode } from './program.ts';
import { iso, wallClock } from './timestamps.ts';

const stop = { afterMs: 300, code: terminatedCode };

/** The Java runtime: a jar that somebody mounted counts as a web application on 8080. */
export const java: Program = (invocation) => {
  const { argv, container, env, atMs, workingDir } = invocation;
  if (argv.some((word) => /^--?version$/.test(word))) {
    return exits(invocation, 0, { stderr: `openjdk version "${container.spec.image.version}"\n` });
  }
  const jar = option(argv, '-jar');
  if (jar === undefined) {
    return exits(invocation, 1, { stdout: 'Usage: java [options] <mainclass> [args...]\n' });
  }
  if (container.files.read(absolutePath(jar, workingDir), atMs) === undefined) {
    return exits(invocation, 1, { stderr: `Error: Unable to access jarfile ${jar}\n` });
  }
  const port = portNumber(option(argv, '--server.port') ?? env.get('SERVER_PORT'), 8080);
  return serves(invocation, {
    ports: [port],
    http: (path) => ({ status: path === '/actuator/health' ? 200 : 404, body: '{"status":"UP"}' }),
    readyAfterMs: 4000,
    stop,
  });
};

/** The Java shell: without a terminal its input ends at once. */
export const jshell: Program = (invocation) =>
  invocation.container.spec.interactive === true ? blocks([], stop) : exits(invocation, 0, { afterMs: 900 });

/** `catalina.sh run`: the official image comes without web applications, so it answers 404. */
export const tomcat: Program = (invocation) => {
  const { version } = invocation.container.spec.image;
  const readyAfterMs = 1500;
  const time = (afterMs: number): string => {
    const text = iso(wallClock(invocation, afterMs));
    const month = 'JanFebMarAprMayJunJulAugSepOctNovDec'
      .slice((Number(text.slice(5, 7)) - 1) * 3)
      .slice(0, 3);
    return `${text.slice(8, 10)}-${month}-${text.slice(0, 4)} ${text.slice(11, 23)}`;
  };
  const body = `<!doctype html><html lang="en"><head><title>HTTP Status 404 – Not Found</title></head><body><h1>HTTP Status 404 – Not Found</h1><hr class="line" /><h3>Apache Tomcat/${version}</h3></body></html>`;
  return serves(invocation, {
    output: [
      ...lines('stderr', invocation.atMs, [
        `${time(0)} INFO [main] org.apache.catalina.startup.VersionLoggerListener.log Server version name:   Apache Tomcat/${version}`,
      ]),
      ...lines('stderr', invocation.atMs + readyAfterMs, [
        `${time(readyAfterMs)} INFO [main] org.apache.coyote.AbstractProtocol.start Starting ProtocolHandler ["http-nio-8080"]`,
        `${time(readyAfterMs)} INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [${readyAfterMs}] milliseconds`,
      ]),
    ],
    ports: [8080],
    http: () => ({ status: 404, body }),
    readyAfterMs,
    stop,
  });
};
