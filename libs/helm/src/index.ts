export { HelmChart, type ChartFile, type HelmChartProps, type Template } from './helm-chart';
export {
  foreignSource,
  foreignValues,
  releaseValues,
  type ForeignChart,
  type ForeignValues,
  type ValueTree,
} from './foreign-chart';
