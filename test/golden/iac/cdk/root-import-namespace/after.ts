import * as cdk from 'aws-cdk-lib';
import { aws_iam as iam } from 'aws-cdk-lib';

export class Tasks extends cdk.Stack {
  private readonly role = new cdk.aws_iam.Role(this, 'Role', { assumedBy: new iam.AnyPrincipal() });

  permit() {
    this.role.addToPolicy(new cdk.aws_iam.PolicyStatement({ actions: ['dynamodb:GetItem', 'dynamodb:Scan'], resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/jobs'] }));
  }
}
