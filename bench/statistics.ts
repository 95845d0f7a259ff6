/** What several runs of one thing took, in milliseconds. */
export interface Sample {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Throws where there is nothing to sum up. */
export function summarize(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted.at(0), sorted.at(-1)];
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (min === undefined || max === undefined || low === undefined || high === undefined) throw new Error('no runs to sum up');
  return { min, median: (low + high) / 2, max };
}

/**
 * The exponent of growth: the slope of the least-squares line through the logarithms. 1 is a straight line through the
 * origin, 2 a parabola.
 * @param points at least two, all coordinates above 0
 */
export function growthExponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
