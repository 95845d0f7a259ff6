import { z } from 'zod';
import { regions } from './region';

/** An AWS account id: 12 digits, as a string because it may begin with zeros. */
export const AccountId = z.string().regex(/^\d{12}$/, 'expected the 12 digits of an AWS account, such as "123456789012"');

/** A region that AWS has, such as "cn-north-1". */
export const Region = z.enum(regions, 'expected a region that AWS has');

/** Where a cluster runs; completes what its placements leave open, such as the registry of `ecr(...)`. */
export const AwsFacts = z.strictObject({ account: AccountId, region: Region });
export type AwsFacts = z.output<typeof AwsFacts>;
