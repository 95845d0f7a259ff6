import type { Manifest } from '@gitops/manifest';
import { z } from 'zod';
import { Oracle, type OracleContext } from './oracle';

const Verdict = z.object({ verdict: z.enum(['accepted', 'refused', 'unjudged']), reason: z.string().optional() });
/** Whether the API server takes a manifest as a new object; 'unjudged' where that cannot be said of the manifest alone. */
export type Verdict = z.infer<typeof Verdict>;

/** kube-apiserver 1.27.8 without the server. It knows the custom kinds of the definitions that it has accepted before. */
export class ApiVerdictOracle {
  private constructor(private readonly oracle: Oracle) {}

  static async start(context: OracleContext): Promise<ApiVerdictOracle> {
    return new ApiVerdictOracle(await Oracle.start('api-verdict', context));
  }

  async judge(manifest: Manifest): Promise<Verdict> {
    return Verdict.parse(await this.oracle.ask(manifest));
  }

  async stop(): Promise<void> {
    await this.oracle.stop();
  }
}
