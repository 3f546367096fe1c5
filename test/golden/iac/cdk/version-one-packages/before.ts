import * as iam from '@aws-cdk/aws-iam';

const role = new iam.Role(app, 'Role', { roleName: 'app' });
role.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/jobs'] }));
