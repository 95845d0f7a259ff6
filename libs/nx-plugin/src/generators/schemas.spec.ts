import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppOptions } from './app/options';
import { ClusterOptions } from './cluster/options';
import { ConstructOptions } from './construct/options';
import { PlatformOptions } from './platform/options';

/** Nx would check these first, and say of a wrong name only that it does not match. */
const withoutChecks = ({ jsonSchema }: { readonly jsonSchema: { pattern?: string; maxLength?: number } }): void => {
  delete jsonSchema.pattern;
  delete jsonSchema.maxLength;
};

const schemas = { app: AppOptions, platform: PlatformOptions, cluster: ClusterOptions, construct: ConstructOptions };

describe('schema.json', () => {
  // `npx vitest run libs/nx-plugin --update` writes them anew.
  it.each(Object.entries(schemas))('of %s is what its zod schema says', async (generator, schema) => {
    const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-07', override: withoutChecks });
    await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(join(__dirname, generator, 'schema.json'));
  });

  it('has every generator of generators.json', () => {
    const { generators } = JSON.parse(readFileSync(join(__dirname, '../../generators.json'), 'utf8')) as {
      readonly generators: object;
    };
    expect(Object.keys(generators)).toEqual(Object.keys(schemas));
  });
});
