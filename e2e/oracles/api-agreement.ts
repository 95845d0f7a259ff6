import * as fc from 'fast-check';
import type { KubeApi } from '../harness/kube-api';
import { agreementTable, type Judged } from './agreement-table';
import { mutantsOf, readSamples } from './api-cases/mutants';
import { RealServer } from './api-cases/real-server';
import { ApiVerdictOracle } from './api-verdict';
import type { OracleContext } from './oracle';
import { OurVerdict } from './our-verdict';

const count = 2000;

/** Requests to the server. */
const atOnce = 16;

/** Of every hundred manifests that one of the two refuses, how many the other must refuse as well. */
const floor = 95;

export interface AgreementContext extends OracleContext {
  /** A running kube-apiserver 1.27.8; then its verdict is the one measured against, and the oracle must agree with it. */
  readonly server?: Pick<KubeApi, 'request'>;
}

/**
 * Measures how far validation here agrees with the API server, on valid manifests with one field changed.
 * `GITOPS_E2E_SEED=<seed>` takes the manifests of an earlier run again.
 * @returns lines to print. Throws where the native oracle contradicts the real server, where a valid manifest is refused,
 *   or where agreement falls below the floor
 */
export async function run(context: AgreementContext): Promise<readonly string[]> {
  const seed = Number(process.env['GITOPS_E2E_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const samples = readSamples();
  const definitions = samples.filter(({ kind }) => kind === 'CustomResourceDefinition');
  // Definitions come from the project of their kind, as they are; here they only stand for the custom resource.
  const mutable = samples.filter((sample) => !definitions.includes(sample));
  const ours = new OurVerdict(definitions);
  const oracle = await ApiVerdictOracle.start(context);
  const server = context.server && new RealServer(context.server);
  try {
    for (const definition of definitions) await server?.define(definition);
    for (const sample of samples) {
      const problem = [await oracle.judge(sample), await server?.judge(sample)].find(
        (said) => said?.verdict === 'refused',
      )?.reason;
      const found = problem ?? ours.refusal(sample, sample)?.reason;
      if (found !== undefined) throw new Error(`the valid ${sample.kind} ${sample.metadata.name} is refused: ${found}`);
    }
    context.progress(`${String(count)} mutants of ${String(mutable.length)} manifests, seed ${String(seed)}`);
    const judged: Judged[] = [];
    const contradictions: string[] = [];
    const mutants = fc.sample(mutantsOf(mutable), { numRuns: count, seed });
    for (let done = 0; done < mutants.length; done += atOnce) {
      const batch = mutants.slice(done, done + atOnce).map(async ({ manifest, sample, mutation, what }) => {
        const [native, real = native] = await Promise.all([oracle.judge(manifest), server?.judge(manifest)]);
        if (native.verdict !== real.verdict && native.verdict !== 'unjudged' && real.verdict !== 'unjudged') {
          contradictions.push(
            `${what}: ${real.verdict} by the server, ${native.verdict} by the oracle: ${real.reason ?? native.reason ?? ''}`,
          );
        }
        judged.push({ mutation, what, theirs: real, ours: ours.refusal(manifest, sample) });
      });
      await Promise.all(batch);
    }
    if (contradictions.length > 0)
      throw new Error(`the native oracle contradicts the real server:\n${contradictions.join('\n')}`);
    const { lines, agreement } = agreementTable(judged);
    const measured =
      server === undefined ? 'the native oracle of kube-apiserver 1.27.8' : 'a running kube-apiserver 1.27.8; the oracle agrees';
    if (agreement < floor)
      throw new Error(`agreement is ${agreement.toFixed(1)} %, below ${String(floor)} %\n${lines.join('\n')}`);
    return [...lines, `measured against ${measured}; seed ${String(seed)}`];
  } finally {
    for (const definition of definitions) await server?.remove(definition);
    await oracle.stop();
  }
}
