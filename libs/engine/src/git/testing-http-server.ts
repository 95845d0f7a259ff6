import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Repositories over http as git itself serves them, for whoever has the password. */
export class TestingHttpServer {
  /** What was asked for, by path. */
  readonly asked: string[] = [];
  /** Paths that are taken and never answered. */
  silent: RegExp | undefined;

  private constructor(
    private readonly server: Server,
    private readonly directory: string,
    private readonly login: string,
  ) {}

  /**
   * @param directory of the repositories
   * @param login `user:password`
   */
  static async start(directory: string, login: string): Promise<TestingHttpServer> {
    const server = createServer();
    const testing = new TestingHttpServer(server, directory, login);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      testing.answer(request, response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return testing;
  }

  /** @param login in front of the host; default: none */
  url(repository: string, login?: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://${login === undefined ? '' : `${login}@`}127.0.0.1:${port}/${repository}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
    this.asked.push(`${pathname}${search}`);
    if (request.headers.authorization !== `Basic ${Buffer.from(this.login).toString('base64')}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    if (this.silent?.test(pathname) === true) return;
    const backend = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: this.directory,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'mei',
        REQUEST_METHOD: request.method,
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        HTTP_GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const whole = Buffer.concat(chunks);
      const end = whole.indexOf('\r\n\r\n');
      const headers = whole
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => /^([^:]+): *(.*)$/.exec(line) ?? []);
      const status = headers.find(([, name]) => name === 'Status')?.[2] ?? '200';
      for (const [, name = '', value = ''] of headers) if (name !== 'Status') response.setHeader(name, value);
      response.writeHead(Number.parseInt(status, 10)).end(whole.subarray(end + 4));
    });
  }
}
