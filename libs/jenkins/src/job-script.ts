import type { Pipeline } from '@gitops/constructs';
import { groovyString } from './groovy-string';

/**
 * A pipeline job as Job DSL makes it: its Jenkinsfile comes from the repository that it builds, and GitHub's webhook starts
 * it. The project's URL is how the webhook finds the job before its first build.
 */
export function jobScript({ name, repository, branch }: Pipeline, credentialsId: string): string {
  // `*/` before a branch would also mean other remotes' branches of that name.
  return `pipelineJob(${groovyString(name)}) {
  properties {
    githubProjectUrl(${groovyString(repository)})
    pipelineTriggers {
      triggers {
        githubPush()
      }
    }
  }
  definition {
    cpsScm {
      scm {
        git {
          remote {
            url(${groovyString(repository)})
            credentials(${groovyString(credentialsId)})
          }
          branch(${groovyString(`refs/heads/${branch}`)})
        }
      }
      scriptPath('Jenkinsfile')
      lightweight()
    }
  }
}
`;
}
