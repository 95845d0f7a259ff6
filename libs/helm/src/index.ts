export { HelmChart, type ChartFile, type HelmChartProps, type Template } from './helm-chart';
