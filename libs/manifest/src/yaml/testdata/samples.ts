import fc from 'fast-check';
import type { FieldPath } from '../../field-path';
import type { JsonObject } from '../../json';
import { toYaml } from '../emit';
import { jsonObjects, tableDocuments } from './documents';
import { scalars } from './scalars';

export interface Sample {
  readonly value: JsonObject;
  readonly yaml: string;
}

/** Documents with the YAML made of them, for readers and writers in other languages: the table, its
 * scalars with comments behind them, then `count` random ones. */
export function* samples(count: number, seed: number): Generator<Sample> {
  for (const value of tableDocuments()) yield { value, yaml: toYaml(value) };
  for (const value of scalars.map((text) => ({ value: text, list: [text, 'x'], z: { a: text } }))) {
    const paths: readonly FieldPath[] = [['value'], ['list', 0], ['z', 'a']];
    yield { value, yaml: toYaml(value, { comments: paths.map((path) => ({ path, text: 'Flux owns the tag' })) }) };
  }
  for (const value of fc.sample(jsonObjects, { numRuns: count, seed })) yield { value, yaml: toYaml(value) };
}
