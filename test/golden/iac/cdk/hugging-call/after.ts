import { Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const taskRole = new iam.Role(this, 'TaskRole', {
      roleName: 'app-task',
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    taskRole.addToPolicy(new iam.PolicyStatement({
      sid: 'Jobs',
      effect: iam.Effect.ALLOW,
      actions: [
        'dynamodb:GetItem', // reads
        'dynamodb:PutItem', // writes
        'dynamodb:Scan'
      ],
      resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/jobs']
    })) // the table
    taskRole.addToPolicy(new iam.PolicyStatement({
      sid: 'AllowAdded',
      effect: iam.Effect.ALLOW,
      actions: ['s3:GetObject'],
      resources: ['arn:aws:s3:::media/*']
    }))
  }
}
