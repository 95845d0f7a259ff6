/**
 * Jenkins' plugins, each at one version. Together with `installLatestPlugins: false`, which takes the least version that
 * they ask for of every other, the same source installs the same plugins on any day.
 *
 * The set that the Jenkins project tests together for the line 2.568.x, which the chart's controller is of
 * (github.com/jenkinsci/bom, bom-2.568.x, 21 August 2026). That list does not have workflow-aggregator, which is of the
 * chart's own, nor amazon-ecr, which is its newest release.
 */
export const plugins = [
  'amazon-ecr:1.161.v1a_1e8df852d6',
  'configuration-as-code:2117.vc05a_0b_e6b_f4e',
  'credentials:1511.v2e3cb_0008ef0',
  'credentials-binding:728.v902a_273b_8947',
  'git:5.10.1',
  'github:1.47.0',
  'job-dsl:3732.v9a_c49a_61a_313',
  'kubernetes:4547.v52f3080db_8cd',
  'pipeline-model-definition:2.2293.v6e7193cec599',
  'plain-credentials:199.v9f8e1f741799',
  'workflow-aggregator:608.v67378e9d3db_1',
  'workflow-job:1571.1580.v18e46842c125',
] as const;

/**
 * Where jenkins-plugin-cli looks: a mirror has the catalogue in `updates/` and the plugins beside it in `plugins/`
 * (README of github.com/jenkinsci/plugin-installation-manager-tool, "Advanced configuration").
 * @param updateCentre without its file `update-center.json`
 */
export function pluginSources(updateCentre: string): readonly { readonly name: string; readonly value: string }[] {
  const base = updateCentre.replace(/\/+$/, '');
  return [
    { name: 'JENKINS_UC', value: base },
    { name: 'JENKINS_PLUGIN_INFO', value: `${base}/current/plugin-versions.json` },
    { name: 'JENKINS_UC_DOWNLOAD_URL', value: base.replace(/\/updates$/, '').concat('/plugins') },
  ];
}
