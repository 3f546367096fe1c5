import { Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const jobs = new dynamodb.Table(this, 'Jobs', {
      tableName: 'jobs',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });
    const taskRole = new iam.Role(this, 'TaskRole', {
      roleName: 'app-task',
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    taskRole.addToPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:GetItem'],
        resources: [jobs.tableArn],
      }),
    );
  }
}
