/** The daemon refuses: the HTTP status, and the words that follow `Error response from daemon: `. */
export class DockerError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function invalidParameter(message: string): DockerError {
  return new DockerError(400, message);
}

export function notFound(message: string): DockerError {
  return new DockerError(404, message);
}

export function conflict(message: string): DockerError {
  return new DockerError(409, message);
}

export function serverError(message: string): DockerError {
  return new DockerError(500, message);
}
