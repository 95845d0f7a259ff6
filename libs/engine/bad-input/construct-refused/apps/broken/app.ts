import { defineApp } from '@gitops/constructs';
import { Construct } from 'constructs';
import { z } from 'zod';

class Batch extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.node.addValidation({ validate: () => ['a batch needs a schedule'] });
  }
}

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new Batch(chart, 'batch');
  },
});
