import fc from 'fast-check';
import type { JsonObject } from '../../json';
import { toYaml } from '../emit';
import { jsonObjects, tableDocuments } from './documents';

export interface Sample {
  readonly value: JsonObject;
  readonly yaml: string;
}

/** Documents with the YAML made of them, for readers and writers in other languages: the table, then `count` random ones. */
export function* samples(count: number, seed: number): Generator<Sample> {
  for (const value of tableDocuments()) yield { value, yaml: toYaml(value) };
  for (const value of fc.sample(jsonObjects, { numRuns: count, seed })) yield { value, yaml: toYaml(value) };
}
