import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

const Cpu = z.string().regex(/^\d+(?:\.\d+)?$|^\d+m$/, 'expected an amount of CPU such as "50m" or "1"');
const Memory = z.string().regex(/^\d+(?:Ki|Mi|Gi)?$/, 'expected an amount of memory such as "64Mi"');
const Amounts = z.strictObject({ cpu: Cpu.optional(), memory: Memory.optional() });

/** What a container asks for and may use at most. */
export const Resources = z.strictObject({ requests: Amounts.optional(), limits: Amounts.optional() });
export type Resources = z.output<typeof Resources>;

/** The same as a container's `resources`. */
export function resourceRequirements({ requests, limits }: Resources): k8s.ResourceRequirements {
  return { ...(requests && { requests: quantities(requests) }), ...(limits && { limits: quantities(limits) }) };
}

function quantities(amounts: z.output<typeof Amounts>): Record<string, k8s.Quantity> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, k8s.Quantity.fromString(amount)]));
}
