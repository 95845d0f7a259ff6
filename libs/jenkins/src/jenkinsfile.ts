import { ecrHost, ecrRepositoryUri, type AwsFacts } from '@gitops/aws';
import type { Pipeline } from '@gitops/constructs';
import { groovyString } from './groovy-string';

/** What a Jenkinsfile says of the cluster whose Jenkins runs it. */
export interface JenkinsfileCluster {
  readonly name: string;
  readonly aws: AwsFacts;
}

/**
 * The declarative Jenkinsfile of a pipeline: tests the source, builds its image, scans it, and only then pushes it, because
 * Flux runs what it finds in the registry. An agent of platform/jenkins has what its steps call.
 *
 * - The tag is the first 12 digits of the commit. Tags are immutable, so a commit whose tag exists is not built again.
 *   Flux never sees `latest`.
 * - The manifest is Docker's schema 2 without attestations, and no cache or signature goes into the repository: a single
 *   OCI manifest in it would stop Flux v1 from updating any workload that runs an image of this repository.
 * - The agent's service account may push (IRSA) and the job's own credentials clone: no secret is named here.
 * - Facts reach the shell as environment variables only, never as part of a script's text.
 */
export function jenkinsfile(pipeline: Pipeline, cluster: JenkinsfileCluster): string {
  const { name: repository, account = cluster.aws.account, region = cluster.aws.region } = pipeline.image;
  const environment = {
    DOCKER_CONFIG: '/tmp/docker-config',
    IMAGE: ecrRepositoryUri(pipeline.image, cluster.aws),
    REGISTRY: ecrHost({ account, region }),
    REGISTRY_ID: account,
    REGISTRY_REGION: region,
    REPOSITORY: repository,
  };
  const variables = Object.entries(environment).map(([name, value]) => `        ${name} = ${groovyString(value)}`);
  return template
    .replace('@cluster@', () => cluster.name)
    .replace('@agent@', () => groovyString(pipeline.agent))
    .replace('@environment@', () => variables.join('\n'));
}

const template = String.raw`// Made by 'gitops synth' from the facts of cluster @cluster@: change them there, not here.
pipeline {
    agent {
        label @agent@
    }
    options {
        buildDiscarder(logRotator(numToKeepStr: '50'))
        disableConcurrentBuilds()
        skipDefaultCheckout()
        timeout(time: 30, unit: 'MINUTES')
    }
    environment {
@environment@
    }
    stages {
        stage('Get Source') {
            steps {
                script {
                    env.IMAGE_TAG = checkout(scm).GIT_COMMIT.substring(0, 12)
                    env.IMAGES_WITH_TAG = sh(
                        label: 'Look for the tag in the registry',
                        returnStdout: true,
                        script: '''
                            aws ecr batch-get-image --region "$REGISTRY_REGION" --registry-id "$REGISTRY_ID" \
                                --repository-name "$REPOSITORY" --image-ids "imageTag=$IMAGE_TAG" \
                                --query 'length(images)' --output text
                        '''
                    ).trim()
                }
            }
        }
        stage('Test') {
            steps {
                sh '''
                    python3 -m venv /tmp/venv
                    /tmp/venv/bin/pip install --disable-pip-version-check --requirement requirements.txt
                    PYTHONDONTWRITEBYTECODE=1 /tmp/venv/bin/python -m unittest --verbose
                '''
            }
        }
        stage('Build Image') {
            when {
                environment name: 'IMAGES_WITH_TAG', value: '0'
            }
            steps {
                sh '''
                    mkdir -p "$DOCKER_CONFIG"
                    printf '{"credHelpers": {"%s": "ecr-login"}}' "$REGISTRY" > "$DOCKER_CONFIG/config.json"
                    buildctl build --progress plain --frontend dockerfile.v0 --local context=. --local dockerfile=. \
                        --output "type=docker,name=$IMAGE:$IMAGE_TAG,dest=/tmp/image.tar"
                '''
            }
        }
        stage('Scan') {
            when {
                environment name: 'IMAGES_WITH_TAG', value: '0'
            }
            steps {
                sh 'grype docker-archive:/tmp/image.tar --only-fixed --fail-on high'
            }
        }
        stage('Push Image') {
            when {
                environment name: 'IMAGES_WITH_TAG', value: '0'
            }
            steps {
                // Every step of this build is in the cache of the one before, so that what was scanned is what is pushed.
                sh '''
                    buildctl build --progress plain --frontend dockerfile.v0 --local context=. --local dockerfile=. \
                        --output "type=image,name=$IMAGE:$IMAGE_TAG,push=true,oci-mediatypes=false"
                '''
            }
        }
    }
}
`;
