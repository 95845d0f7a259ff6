import type { Json } from '@gitops/manifest';
import { z } from 'zod';
import { Oracle, type OracleContext } from './oracle';

/** An image to take apart, a filter to put tags to, or a manifest to read, as one YAML document. */
export type FluxdQuestion =
  | { readonly image: string }
  | { readonly filter: string; readonly tags: readonly string[] }
  | {
      readonly manifest: string;
      /** The tag that fluxd then gives to every image of a HelmRelease. */
      readonly bump?: string;
    };

const Container = z.object({ name: z.string(), domain: z.string(), path: z.string(), tag: z.string(), digest: z.string() });
const Answer = z.object({
  /** Why fluxd cannot read it. */
  error: z.string().optional(),
  containers: z
    .array(Container)
    .nullable()
    .transform((containers) => containers ?? []),
  policies: z.record(z.string(), z.string()).default({}),
  automated: z.boolean(),
  locked: z.boolean(),
  ignored: z.boolean(),
  /** Of a HelmRelease, after the bump. */
  values: z.json().optional(),
  parses: z.boolean(),
  /** By tag. */
  admitted: z.array(z.boolean()).default([]),
});
export type FluxdAnswer = Omit<z.infer<typeof Answer>, 'values'> & { readonly values?: Json };

/** fluxd 1.25.4's own reading, by its packages. */
export class FluxdOracle {
  private constructor(private readonly oracle: Oracle) {}

  static async start(context: OracleContext): Promise<FluxdOracle> {
    return new FluxdOracle(await Oracle.start('flux-differential', context));
  }

  async ask(question: FluxdQuestion): Promise<FluxdAnswer> {
    return Answer.parse(await this.oracle.ask(question)) as FluxdAnswer;
  }

  async stop(): Promise<void> {
    await this.oracle.stop();
  }
}
