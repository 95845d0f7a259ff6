import { Agent, request } from 'node:https';
import { z } from 'zod';
import { NotYet } from './poll';

const Metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  deletionTimestamp: z.string().optional(),
});

/** What flows look at, of any Kubernetes object. */
export const KubeObject = z.looseObject({ metadata: Metadata });
export type KubeObject = z.output<typeof KubeObject>;

export const Pod = KubeObject.extend({
  spec: z.looseObject({ containers: z.array(z.looseObject({ image: z.string() })) }),
  status: z.looseObject({ phase: z.string().optional() }),
});
export type Pod = z.output<typeof Pod>;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface Credentials {
  /** `https://127.0.0.1:<port>` */
  readonly server: string;
  readonly ca: string;
  readonly token: string;
}

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** The API server, asked directly: a kubectl for each probe would cost more than what is probed. */
export class KubeApi {
  readonly #agent: Agent;

  constructor(private readonly credentials: Credentials) {
    this.#agent = new Agent({ keepAlive: true, ca: credentials.ca });
  }

  /** @param headers beside those of the credentials and of JSON */
  async request(method: string, path: string, body?: string, headers: Headers = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.credentials.server), this.#options(method, headers), (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        });
      });
      sent.on('error', reject).end(body);
    });
  }

  /** Throws NotYet where there is no such object. */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const { status, body } = await this.request('GET', path);
    if (status !== 200) throw new NotYet(`${path}: HTTP ${String(status)}`);
    return schema.parse(JSON.parse(body));
  }

  async list<T>(path: string, schema: z.ZodType<T>): Promise<readonly T[]> {
    return (await this.get(path, z.looseObject({ items: z.array(schema) }))).items;
  }

  /**
   * Sees every change to a collection from now on, none left out.
   * @returns what ends it
   */
  async watch<T>(path: string, schema: z.ZodType<T>, see: (type: string, object: T) => void): Promise<() => void> {
    const Event = z.looseObject({ type: z.string(), object: schema });
    const Version = z.looseObject({ metadata: z.looseObject({ resourceVersion: z.string() }) });
    const { metadata } = await this.get(path, Version);
    const url = new URL(`${path}?watch=1&resourceVersion=${metadata.resourceVersion}`, this.credentials.server);
    const sent = request(url, this.#options('GET'), (answer) => {
      let pending = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (pending + chunk).split('\n');
        pending = lines.pop() ?? '';
        for (const line of lines) {
          const { type, object } = Event.parse(JSON.parse(line));
          see(type, object);
        }
      });
      answer.on('error', () => undefined);
    });
    sent.on('error', () => undefined).end();
    return () => {
      sent.destroy();
    };
  }

  close(): void {
    this.#agent.destroy();
  }

  #options(method: string, headers: Headers = {}): object {
    const { token } = this.credentials;
    const own = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return { method, agent: this.#agent, headers: { ...own, ...headers } };
  }
}
