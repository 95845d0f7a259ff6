import { describe, expect, it } from 'vitest';
import { strict } from './kubeconform-schemas';

describe('strict', () => {
  it.each([
    ['closes an object', { properties: { a: {} } }, { properties: { a: {} }, additionalProperties: false }],
    ['leaves a map open', { additionalProperties: { type: 'string' } }, { additionalProperties: { type: 'string' } }],
    [
      'leaves open what says so',
      { properties: { a: {} }, 'x-kubernetes-preserve-unknown-fields': true },
      { properties: { a: {} }, 'x-kubernetes-preserve-unknown-fields': true },
    ],
    ['takes 80 and "http"', { type: 'string', format: 'int-or-string' }, { type: ['string', 'integer'] }],
    ['takes "80" of a definition', { 'x-kubernetes-int-or-string': true }, { type: ['string', 'integer'] }],
    ['takes 1 and "100m"', { type: 'string', format: 'quantity' }, { type: ['string', 'number'] }],
    [
      'closes what lies within',
      { items: { properties: { a: { properties: {} } } } },
      { items: { properties: { a: { properties: {}, additionalProperties: false } }, additionalProperties: false } },
    ],
    [
      'closes what a map holds',
      { additionalProperties: { properties: {} } },
      { additionalProperties: { properties: {}, additionalProperties: false } },
    ],
    [
      'takes a property named like a keyword',
      { properties: { items: { type: 'array' } } },
      { properties: { items: { type: 'array' } }, additionalProperties: false },
    ],
    ['closes alternatives', { anyOf: [{ properties: {} }] }, { anyOf: [{ properties: {}, additionalProperties: false }] }],
  ])('%s', (_, schema, expected) => {
    expect(strict(schema)).toEqual(expected);
  });
});
