export { assertRepositoryOfItsOwn } from './agent-image';
export { agentPod, type AgentPod } from './agent-pod';
export { configurationAsCode, gitHubSecretKeys, type JenkinsConfiguration } from './configuration-as-code';
export { groovyString } from './groovy-string';
export { jenkinsfile, type JenkinsfileCluster } from './jenkinsfile';
