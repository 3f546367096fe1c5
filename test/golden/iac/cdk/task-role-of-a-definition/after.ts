import { Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const definition = new ecs.FargateTaskDefinition(this, 'Definition', { cpu: 256 });
    definition.addToTaskRolePolicy(
      new iam.PolicyStatement({ actions: ['dynamodb:GetItem', 'dynamodb:Scan'], resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/jobs'] }),
    );
    definition.addToExecutionRolePolicy(
      new iam.PolicyStatement({ actions: ['logs:PutLogEvents'], resources: ['*'] }),
    );
  }
}
